// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * One figure that a goal bounds. Immutable.
 *
 * @param label what the figure is
 * @param figure how it follows from the results; NaN if it was not measured
 * @param bound that it must keep
 * @param atMost whether the bound is an upper one
 */
record Criterion(String label, ToDoubleFunction<Results> figure, double bound, boolean atMost) {

    static Criterion atMost(String label, double bound, ToDoubleFunction<Results> figure) {
        return new Criterion(label, figure, bound, true);
    }

    static Criterion atLeast(String label, double bound, ToDoubleFunction<Results> figure) {
        return new Criterion(label, figure, bound, false);
    }

    /** What came of it. */
    Outcome outcome(Results results) {
        double seen = figure.applyAsDouble(results);
        if (Double.isNaN(seen) || Double.isInfinite(seen)) {
            return Outcome.NOT_MEASURED;
        }
        return (atMost ? seen <= bound : seen >= bound) ? Outcome.REACHED : Outcome.NOT_REACHED;
    }

    /** The figure beside its bound. */
    String describe(Results results) {
        String seen = outcome(results) == Outcome.NOT_MEASURED ? "-" : number(figure.applyAsDouble(results));
        return label + " " + seen + " (" + (atMost ? "<= " : ">= ") + number(bound) + ")";
    }

    private static String number(double figure) {
        double size = Math.abs(figure);
        String format = size >= 100 || figure == Math.rint(figure) ? "%,.0f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, figure);
    }

    /** What may come of a criterion, and of a goal: the worst of its criteria, of which the last named is the worst. */
    enum Outcome {
        REACHED("reached"),
        NOT_MEASURED("not measured"),
        NOT_REACHED("not reached");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

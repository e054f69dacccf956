// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A logarithmic axis of a {@link Chart}, from a power of ten up to another. Immutable. */
record Axis(int fromPower, int toPower, double fromPixel, double toPixel) {

    /** An axis on which all those values lie. */
    static Axis over(Stream<Double> values, double fromPixel, double toPixel) {
        DoubleSummaryStatistics all = values.mapToDouble(Math::log10).summaryStatistics();
        int from = (int) Math.floor(all.getMin());
        int to = (int) Math.ceil(all.getMax());
        return new Axis(from, Math.max(to, from + 1), fromPixel, toPixel);
    }

    /** Where a value lies, in pixels. */
    double at(double value) {
        return fromPixel + (toPixel - fromPixel) * (Math.log10(value) - fromPower) / (toPower - fromPower);
    }

    /** Powers of ten. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int power = fromPower; power <= toPower; power++) {
            ticks.add(Math.pow(10, power));
        }
        return ticks;
    }

    /** A tick as people write it. */
    static String label(double tick) {
        return tick >= 1 ? String.format(Locale.ROOT, "%,.0f", tick) : String.format(Locale.ROOT, "%s", tick);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.comparison.Criterion.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A goal of the project and the figures that decide about it. Immutable.
 *
 * @param number as the project counts its goals
 * @param text what is to be reached
 * @param criteria all of which must hold
 */
record Goal(int number, String text, List<Criterion> criteria) {

    static Goal of(int number, String text, Criterion... criteria) {
        return new Goal(number, text, List.of(criteria));
    }

    /** The worst of the criteria; not measured if there are none. */
    Outcome outcome(Results results) {
        return criteria.stream()
                .map(criterion -> criterion.outcome(results))
                .max(Comparator.naturalOrder())
                .orElse(Outcome.NOT_MEASURED);
    }

    /** All figures beside their bounds. */
    String describe(Results results) {
        return criteria.stream().map(criterion -> criterion.describe(results)).collect(Collectors.joining("; "));
    }
}

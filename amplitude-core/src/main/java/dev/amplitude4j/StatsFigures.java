// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counters as figures by name, for copies of this library that know other reasons and counters: a reason that is not known here
 * counts as an internal error, so that the equation holds; a counter that is not known is left out. Pure functions.
 */
final class StatsFigures {

    private static final String ACCEPTED = "accepted";
    private static final String RECOVERED = "recovered";
    private static final String DELIVERED = "delivered";
    private static final String PENDING = "pending";
    private static final String REJECTED = "rejected.";
    private static final String DROPPED = "dropped.";
    private static final String REQUESTS = "requests.";
    private static final String COUNTER = "counter.";

    private StatsFigures() {}

    static Map<String, Long> of(Stats stats) {
        Map<String, Long> figures = new HashMap<>();
        figures.put(ACCEPTED, stats.accepted());
        figures.put(RECOVERED, stats.recovered());
        figures.put(DELIVERED, stats.delivered());
        figures.put(PENDING, stats.pending());
        stats.rejected().forEach((reason, count) -> figures.put(REJECTED + reason.name(), count));
        stats.dropped().forEach((reason, count) -> figures.put(DROPPED + reason.name(), count));
        stats.requests().forEach((status, count) -> figures.put(REQUESTS + status, count));
        for (Counter counter : Counter.values()) {
            figures.put(COUNTER + counter.name(), stats.traffic().get(counter));
        }
        return figures;
    }

    /** The figures of the other copy, and what {@code here} counts beside them: refusals and what came before. */
    static Stats read(Map<String, Long> figures, Stats here) {
        Map<LogResult, Long> rejected = counts(figures, REJECTED, LogResult.class, LogResult.INTERNAL_ERROR);
        here.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        Map<Counter, Long> counters = counts(figures, COUNTER, Counter.class, null);
        counters.replaceAll((counter, count) -> count + here.traffic().get(counter));
        return new Stats(
                figures.get(ACCEPTED),
                figures.get(RECOVERED),
                figures.get(DELIVERED),
                figures.get(PENDING),
                rejected,
                counts(figures, DROPPED, DropReason.class, DropReason.INTERNAL_ERROR),
                requests(figures),
                new Stats.Traffic(counters));
    }

    private static Map<Integer, Long> requests(Map<String, Long> figures) {
        Map<Integer, Long> requests = new TreeMap<>();
        figures.forEach((name, count) -> {
            if (name.startsWith(REQUESTS)) {
                requests.put(Integer.valueOf(name.substring(REQUESTS.length())), count);
            }
        });
        return requests;
    }

    private static <E extends Enum<E>> Map<E, Long> counts(
            Map<String, Long> figures, String prefix, Class<E> type, E unknown) {
        Map<E, Long> counts = new EnumMap<>(type);
        figures.forEach((name, count) -> {
            E known = name.startsWith(prefix) ? known(name.substring(prefix.length()), type, unknown) : null;
            if (known != null) {
                counts.merge(known, count, Long::sum);
            }
        });
        return counts;
    }

    private static <E extends Enum<E>> E known(String name, Class<E> type, E unknown) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            return unknown;
        }
    }
}

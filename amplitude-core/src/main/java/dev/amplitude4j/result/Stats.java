// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

import java.util.Collections;
import java.util.Map;

/**
 * One consistent snapshot of a client's counters, all since its start. At every moment
 * {@code accepted + recovered = delivered + dropped + pending}, where {@code pending} is counted from the queues themselves.
 * Immutable.
 */
public final class Stats {

    private final long accepted;
    private final long recovered;
    private final long delivered;
    private final long pending;
    private final Map<LogResult, Long> rejected;
    private final Map<DropReason, Long> dropped;
    private final Map<Integer, Long> requests;
    private final Traffic traffic;

    /** A snapshot; the maps are taken over, not copied. */
    public Stats(
            long accepted,
            long recovered,
            long delivered,
            long pending,
            Map<LogResult, Long> rejected,
            Map<DropReason, Long> dropped,
            Map<Integer, Long> requests,
            Traffic traffic) {
        this.accepted = accepted;
        this.recovered = recovered;
        this.delivered = delivered;
        this.pending = pending;
        this.rejected = Collections.unmodifiableMap(rejected);
        this.dropped = Collections.unmodifiableMap(dropped);
        this.requests = Collections.unmodifiableMap(requests);
        this.traffic = traffic;
    }

    /** The counters of a client that never was: all zero. */
    public static Stats none() {
        return new Stats(
                0,
                0,
                0,
                0,
                Collections.emptyMap(),
                Collections.emptyMap(),
                Collections.emptyMap(),
                new Traffic(Collections.emptyMap()));
    }

    /** Events taken in. */
    public long accepted() {
        return accepted;
    }

    /** Events that an earlier life of the client, or one whose process died, had accepted and left in the spool. */
    public long recovered() {
        return recovered;
    }

    /** Events that Amplitude confirmed. */
    public long delivered() {
        return delivered;
    }

    /** Events on their way: queued, in a request, waiting to be sent again, or in the spool. */
    public long pending() {
        return pending;
    }

    /** Events given up, over all reasons. */
    public long droppedTotal() {
        return total(dropped);
    }

    /** Events given up, by reason; reasons that never occurred are absent. */
    public Map<DropReason, Long> dropped() {
        return dropped;
    }

    /** Events refused at the door, over all reasons. */
    public long rejectedTotal() {
        return total(rejected);
    }

    /** Events refused at the door, by reason; reasons that never occurred are absent. */
    public Map<LogResult, Long> rejected() {
        return rejected;
    }

    /** Answers by HTTP status; 0 counts the requests that got none. */
    public Map<Integer, Long> requests() {
        return requests;
    }

    /** Counters outside the equation. */
    public Traffic traffic() {
        return traffic;
    }

    /** Whether {@code accepted + recovered = delivered + dropped + pending}. */
    public boolean isBalanced() {
        return accepted + recovered == delivered + droppedTotal() + pending;
    }

    @Override
    public String toString() {
        return "accepted=" + accepted + (recovered == 0 ? "" : " recovered=" + recovered) + " delivered=" + delivered
                + " dropped=" + dropped + " pending=" + pending + " rejected=" + rejected + " requests=" + requests;
    }

    private static long total(Map<?, Long> counts) {
        long sum = 0;
        for (Long count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    /** Counters that belong to no equation; {@link Counter} says what each is. Immutable. */
    public static final class Traffic {
        private final Map<Counter, Long> counters;

        /** The counters; what the map does not hold is 0. The map is taken over, not copied. */
        public Traffic(Map<Counter, Long> counters) {
            this.counters = Collections.unmodifiableMap(counters);
        }

        /** The value of a counter. */
        public long get(Counter counter) {
            return counters.getOrDefault(counter, 0L);
        }

        /** See {@link Counter#ATTEMPTS}. */
        public long attempts() {
            return get(Counter.ATTEMPTS);
        }

        /** See {@link Counter#RETRIES}. */
        public long retries() {
            return get(Counter.RETRIES);
        }

        /** See {@link Counter#AMBIGUOUS_ATTEMPTS}. */
        public long ambiguousAttempts() {
            return get(Counter.AMBIGUOUS_ATTEMPTS);
        }

        /** See {@link Counter#INGESTED_SHORTFALL}. */
        public long ingestedShortfall() {
            return get(Counter.INGESTED_SHORTFALL);
        }

        /** See {@link Counter#BISECT_REQUESTS}. */
        public long bisectRequests() {
            return get(Counter.BISECT_REQUESTS);
        }

        /** See {@link Counter#PAUSED_NOW}. */
        public long pausedNow() {
            return get(Counter.PAUSED_NOW);
        }

        /** See {@link Counter#TRUNCATED_VALUES}. */
        public long truncatedValues() {
            return get(Counter.TRUNCATED_VALUES);
        }

        /** See {@link Counter#SANITIZED_VALUES}. */
        public long sanitizedValues() {
            return get(Counter.SANITIZED_VALUES);
        }

        /** See {@link Counter#WORKER_ERRORS}. */
        public long workerErrors() {
            return get(Counter.WORKER_ERRORS);
        }

        /** See {@link Counter#BYTES_IN_MEMORY}. */
        public long bytesInMemory() {
            return get(Counter.BYTES_IN_MEMORY);
        }
    }
}

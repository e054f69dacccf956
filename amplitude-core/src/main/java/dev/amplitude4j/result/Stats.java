// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

import java.util.Collections;
import java.util.Map;

/**
 * One consistent snapshot of a client's counters, all since its start. At every moment
 * {@code accepted = delivered + dropped + pending}, where {@code pending} is counted from the queues themselves.
 * Immutable.
 */
public final class Stats {

    private final long accepted;
    private final long delivered;
    private final long pending;
    private final Map<LogResult, Long> rejected;
    private final Map<DropReason, Long> dropped;
    private final Map<Integer, Long> requests;
    private final Traffic traffic;

    /** A snapshot; the maps are taken over, not copied. */
    public Stats(
            long accepted,
            long delivered,
            long pending,
            Map<LogResult, Long> rejected,
            Map<DropReason, Long> dropped,
            Map<Integer, Long> requests,
            Traffic traffic) {
        this.accepted = accepted;
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
                Collections.emptyMap(),
                Collections.emptyMap(),
                Collections.emptyMap(),
                new Traffic(0, 0, 0, 0, 0, 0));
    }

    /** Events taken in. */
    public long accepted() {
        return accepted;
    }

    /** Events that Amplitude confirmed. */
    public long delivered() {
        return delivered;
    }

    /** Events on their way: queued, in a request, or waiting to be sent again. */
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

    /** Whether {@code accepted = delivered + dropped + pending}. */
    public boolean isBalanced() {
        return accepted == delivered + droppedTotal() + pending;
    }

    @Override
    public String toString() {
        return "accepted=" + accepted + " delivered=" + delivered + " dropped=" + dropped + " pending=" + pending
                + " rejected=" + rejected + " requests=" + requests;
    }

    private static long total(Map<?, Long> counts) {
        long sum = 0;
        for (Long count : counts.values()) {
            sum += count;
        }
        return sum;
    }

    /** Counters that belong to no equation. Immutable. */
    public static final class Traffic {
        private final long attempts;
        private final long ambiguousAttempts;
        private final long truncatedValues;
        private final long sanitizedValues;
        private final long workerErrors;
        private final long bytesInMemory;

        /** The counters, in the order of their accessors. */
        public Traffic(
                long attempts,
                long ambiguousAttempts,
                long truncatedValues,
                long sanitizedValues,
                long workerErrors,
                long bytesInMemory) {
            this.attempts = attempts;
            this.ambiguousAttempts = ambiguousAttempts;
            this.truncatedValues = truncatedValues;
            this.sanitizedValues = sanitizedValues;
            this.workerErrors = workerErrors;
            this.bytesInMemory = bytesInMemory;
        }

        /** Events put on the wire, each time they were. */
        public long attempts() {
            return attempts;
        }

        /** Attempts after which nobody knows whether Amplitude has the events: they are sent again, de-duplicated there. */
        public long ambiguousAttempts() {
            return ambiguousAttempts;
        }

        /** Values cut to a limit of Amplitude's or of the client's. */
        public long truncatedValues() {
            return truncatedValues;
        }

        /** Values left out because JSON cannot carry them. */
        public long sanitizedValues() {
            return sanitizedValues;
        }

        /** Failures that the dispatch thread survived. */
        public long workerErrors() {
            return workerErrors;
        }

        /** Bytes that events hold in memory now, 96 per event included. */
        public long bytesInMemory() {
            return bytesInMemory;
        }
    }
}

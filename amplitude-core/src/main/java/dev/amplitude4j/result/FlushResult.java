// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

/** What became of the events that were pending when a flush or a shutdown began. Immutable; all figures count events. */
public final class FlushResult {

    private final long delivered;
    private final long dropped;
    private final long pending;
    private final long stored;

    /** A result without a spool, from its three counts. */
    public FlushResult(long delivered, long dropped, long pending) {
        this(delivered, dropped, pending, 0);
    }

    /** A result; {@code stored} of the {@code pending} events are on disk. */
    public FlushResult(long delivered, long dropped, long pending, long stored) {
        this.delivered = delivered;
        this.dropped = dropped;
        this.pending = pending;
        this.stored = stored;
    }

    /** Events that Amplitude confirmed meanwhile. */
    public long delivered() {
        return delivered;
    }

    /** Events that were given up meanwhile; {@link Stats#dropped()} tells why. */
    public long dropped() {
        return dropped;
    }

    /** Events that are still on their way. */
    public long pending() {
        return pending;
    }

    /** Of the events on their way, those that are in the spool and survive the loss of power. */
    public long stored() {
        return stored;
    }

    /** Whether every event covered is delivered, or is in the spool and survives the loss of power. */
    public boolean isSafe() {
        return dropped == 0 && pending == stored;
    }

    /** Whether every event covered was delivered. */
    public boolean isComplete() {
        return dropped == 0 && pending == 0;
    }

    @Override
    public String toString() {
        return "delivered=" + delivered + " dropped=" + dropped + " pending=" + pending
                + (stored == 0 ? "" : " (" + stored + " stored)");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;

/**
 * Decides which events live in memory and which on disk alone: memory is for what leaves next, and half of it at most, so that
 * there is always room to bring the oldest back. Owned by the dispatch thread.
 */
final class Overflow {

    private final Disk disk;
    private final ByteBudget budget;
    private final long fullBytes;
    private final long softBytes;
    private final long portionBytes;
    private boolean loading;

    Overflow(Disk disk, ByteBudget budget, long maxBytes, long portionBytes) {
        this.disk = disk;
        this.budget = budget;
        this.fullBytes = maxBytes;
        this.softBytes = maxBytes / 2;
        this.portionBytes = portionBytes;
    }

    /** What becomes of a batch that the queue has sealed. */
    enum Way {
        /** Into its lane. */
        MEMORY,
        /** To disk alone: older events wait there, or memory is needed. */
        DISK,
        /** It waits until it is written, or until older ones are back. */
        LATER
    }

    Way way(Batch batch) {
        boolean behindOthers = loading || disk.storedOwn() > 0;
        boolean crowded = !budget.allows(0, softBytes);
        if (batch.isPlaced()) {
            return crowded || (behindOthers && !loading) ? Way.DISK : behindOthers ? Way.LATER : Way.MEMORY;
        }
        return behindOthers || disk.isKeepingUp() ? Way.LATER : Way.MEMORY;
    }

    /** Whether to ask for events that are on disk alone; {@code idle} if there are none left to send. */
    boolean wantsMore(boolean idle) {
        return !loading && disk.stored() > disk.spilled() && budget.allows(portionBytes, idle ? fullBytes : softBytes);
    }

    /** Whether events that were asked for are not back yet. */
    boolean isAwaiting() {
        return loading;
    }

    void asked() {
        loading = true;
    }

    void answered() {
        loading = false;
    }
}

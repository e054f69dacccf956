// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Batches that must leave one after another: those of a stripe, or of one paused identity. At most one request at a time
 * carries batches of a lane. Owned by the dispatch thread.
 */
class Lane {

    private final Deque<Batch> waiting = new ArrayDeque<>();
    private boolean busy;

    boolean isReady() {
        return !busy && !waiting.isEmpty();
    }

    boolean isIdle() {
        return !busy && waiting.isEmpty();
    }

    /** Its batches are on their way; no more leave until {@link #back}. */
    final void out() {
        busy = true;
    }

    /** The request that carried them came to an end. */
    final void back() {
        busy = false;
    }

    /** Puts younger events behind. */
    void append(Batch batch) {
        waiting.addLast(batch);
    }

    /** Puts older events in front, from where they came. */
    final void putBack(Batch batch) {
        waiting.addFirst(batch);
    }

    /** The oldest batch, or null. */
    final Batch first() {
        return waiting.peekFirst();
    }

    /** The youngest batch, or null. */
    final Batch last() {
        return waiting.peekLast();
    }

    /** Takes the oldest batch out. */
    final Batch take() {
        return waiting.pollFirst();
    }

    /** Puts another in the place of a batch; nothing if {@code by} is null. */
    void replace(Batch old, Batch by) {
        List<Batch> all = batches();
        waiting.clear();
        for (Batch batch : all) {
            Batch kept = batch == old ? by : batch;
            if (kept != null) {
                waiting.addLast(kept);
            }
        }
    }

    /** Holds those batches from now on, and no others. */
    final void hold(List<Batch> batches) {
        waiting.clear();
        waiting.addAll(batches);
    }

    /** Number of its batches. */
    final int size() {
        return waiting.size();
    }

    /** Forgets its batches. */
    final void clear() {
        waiting.clear();
    }

    /** A copy of the list, oldest first. */
    final List<Batch> batches() {
        return new ArrayList<>(waiting);
    }

    final int pending() {
        int events = 0;
        for (Batch batch : waiting) {
            events += batch.count();
        }
        return events;
    }

    /** What its batches take of the memory's budget. */
    final long heldBytes() {
        long bytes = 0;
        for (Batch batch : waiting) {
            bytes += batch.eventBytes() + (long) batch.count() * ByteBudget.OVERHEAD_BYTES;
        }
        return bytes;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Batches that must leave one after another: those of a stripe, or of one paused identity. At most one request at a time
 * carries batches of a lane. Owned by the dispatch thread.
 */
final class Lane {

    final Deque<Batch> waiting = new ArrayDeque<>();
    private final boolean ofPaused;
    private boolean busy;

    Lane(boolean ofPaused) {
        this.ofPaused = ofPaused;
    }

    /** Whether it holds the events of one paused identity. */
    boolean isOfPaused() {
        return ofPaused;
    }

    boolean isReady() {
        return !busy && !waiting.isEmpty();
    }

    boolean isIdle() {
        return !busy && waiting.isEmpty();
    }

    /** Its batches are on their way; no more leave until {@link #back}. */
    void out() {
        busy = true;
    }

    /** The request that carried them came to an end. */
    void back() {
        busy = false;
    }

    int pending() {
        int events = 0;
        for (Batch batch : waiting) {
            events += batch.count();
        }
        return events;
    }
}

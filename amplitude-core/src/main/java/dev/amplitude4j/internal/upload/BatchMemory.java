// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import java.util.BitSet;

/** Copies parts of batches and gives room back, and keeps the budget true meanwhile. Owned by the dispatch thread. */
final class BatchMemory {

    private final ByteBudget budget;

    BatchMemory(ByteBudget budget) {
        this.budget = budget;
    }

    /** A batch of those events; the original is freed by the caller soon, so the bound is passed for a moment at most. */
    Batch copy(Batch batch, BitSet events) {
        Batch part = batch.select(events);
        budget.reserveAnyway(part.eventBytes(), part.count());
        return part;
    }

    /** Charges events that came back from disk: who asks for them has seen to it that there is room. */
    void reserve(Batch batch) {
        budget.reserveAnyway(batch.eventBytes(), batch.count());
    }

    /** Gives the room of events back. */
    void release(long eventBytes, int events) {
        budget.release(eventBytes, events);
    }
}

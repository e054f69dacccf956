// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import java.util.BitSet;

/** Copies parts of batches and frees batches, and keeps the budget true meanwhile. Owned by the dispatch thread. */
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

    /** A batch of the events in that range. */
    Batch copy(Batch batch, int from, int to) {
        BitSet range = new BitSet();
        range.set(from, to);
        return copy(batch, range);
    }

    void free(Batch batch) {
        budget.release(batch.eventBytes(), batch.count());
        batch.recycle();
    }
}

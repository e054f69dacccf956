// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.result.DropReason;

/** Does to the events of a shipment what a verdict says of each: books, drops, sets aside, puts back. Owned by the dispatch thread. */
final class Settler {

    private final Ledger ledger;
    private final BatchMemory memory;
    private final UploadListener listener;
    private final Lanes pausedLanes;
    private final int maxAttempts;

    Settler(Ledger ledger, BatchMemory memory, UploadListener listener, Lanes pausedLanes, int maxAttempts) {
        this.ledger = ledger;
        this.memory = memory;
        this.listener = listener;
        this.pausedLanes = pausedLanes;
        this.maxAttempts = maxAttempts;
    }

    /** Whether events of a shipment were sent as often as allowed. */
    boolean isExhausted(Shipment shipment) {
        return shipment.batches().stream().anyMatch(this::isExhausted);
    }

    /** Settles every event; what is left goes to the front of its lane. Returns how many were dropped. */
    int settle(Shipment shipment, Verdict verdict, long nowNanos) {
        int dropped = 0;
        int end = shipment.eventCount();
        // Backwards, since what is left of each batch goes to the front of its lane.
        for (int i = shipment.batches().size() - 1; i >= 0; i--) {
            Batch batch = shipment.batches().get(i);
            end -= batch.count();
            dropped += settle(batch, shipment.laneOf(i), verdict, end, nowNanos);
        }
        return dropped;
    }

    /** Gives a whole batch up. */
    void drop(Batch batch, DropReason reason) {
        drop(batch, reason, batch.count());
        memory.free(batch);
    }

    private int settle(Batch batch, Lane lane, Verdict verdict, int offset, long nowNanos) {
        Sorted sorted = new Sorted(batch, verdict, offset, isExhausted(batch));
        if (sorted.delivered > 0) {
            ledger.deliver(batch.generation(), sorted.delivered);
        }
        sorted.drops.forEach((reason, events) -> drop(batch, reason, events));
        sorted.pausedByIdentity.forEach((identity, events) ->
                pausedLanes.throttle(identity, nowNanos).lane.waiting.addFirst(memory.copy(batch, events)));
        if (sorted.resend.cardinality() == batch.count()) {
            lane.waiting.addFirst(batch);
            return 0;
        }
        if (!sorted.resend.isEmpty()) {
            lane.waiting.addFirst(memory.copy(batch, sorted.resend));
        }
        memory.free(batch);
        return sorted.drops.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void drop(Batch batch, DropReason reason, int events) {
        ledger.drop(batch.generation(), reason, events);
        listener.dropped(reason, events);
    }

    private boolean isExhausted(Batch batch) {
        return maxAttempts > 0 && batch.attempts() >= maxAttempts;
    }
}

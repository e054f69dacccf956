// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Plans what becomes of the events of a shipment: booked, dropped, set aside, put back. The one place where events are
 * settled. Owned by the dispatch thread.
 */
final class Settler {

    private final Moves moves;
    private final Ledger ledger;
    private final UploadListener listener;
    private final Lanes pausedLanes;
    private final int maxAttempts;
    private final Expiry expiry;

    Settler(Moves moves, Ledger ledger, UploadListener listener, Lanes pausedLanes, int maxAttempts, Expiry expiry) {
        this.moves = moves;
        this.ledger = ledger;
        this.listener = listener;
        this.pausedLanes = pausedLanes;
        this.maxAttempts = maxAttempts;
        this.expiry = expiry;
    }

    /** Whether events of a shipment were sent as often as allowed. */
    boolean isExhausted(Shipment shipment) {
        return shipment.batches().stream().anyMatch(this::isExhausted);
    }

    /** Plans the settlement of every event; what is left goes to the front of its lane. Returns how many are dropped. */
    int plan(Shipment shipment, Verdict verdict, long nowNanos) {
        int dropped = 0;
        int end = shipment.eventCount();
        Set<PausedLane> pausedNow = new HashSet<>();
        // Backwards, since what is left of each batch goes to the front of its lane.
        for (int i = shipment.batches().size() - 1; i >= 0; i--) {
            Batch batch = shipment.batches().get(i);
            end -= batch.count();
            Sorted sorted = new Sorted(batch, verdict, end, isExhausted(batch));
            planBooking(batch, sorted, nowNanos);
            Lane lane = shipment.laneOf(i);
            if (lane instanceof PausedLane) {
                planStay((PausedLane) lane, batch, sorted, verdict, nowNanos, pausedNow);
            } else {
                planPauses(batch, sorted, verdict, nowNanos, pausedNow);
                planRest(lane, batch, sorted.resend);
            }
            dropped += sorted.dropped();
        }
        return dropped;
    }

    /** Plans that a whole batch is given up. */
    void planDrop(Batch batch, DropReason reason) {
        planDrop(batch, reason, batch.count());
        moves.planFree(batch);
    }

    /** Plans that some events of a batch are given up; who calls it plans what becomes of the batch. */
    void planDrop(Batch batch, DropReason reason, int events) {
        planLoss(batch.generation(), reason, events);
    }

    /** Plans that events are given up which are in no batch. */
    void planLoss(long generation, DropReason reason, int events) {
        if (events > 0) {
            moves.plan(() -> ledger.drop(generation, reason, events));
            moves.plan(() -> listener.dropped(reason, events));
        }
    }

    private void planBooking(Batch batch, Sorted sorted, long nowNanos) {
        if (sorted.delivered > 0) {
            long generation = batch.generation();
            if (expiry.isDue(batch, nowNanos)) {
                moves.plan(() -> ledger.count(Counter.RESENT_AFTER_7D, sorted.delivered));
            }
            moves.plan(() -> ledger.deliver(generation, sorted.delivered));
        }
        sorted.drops.forEach((reason, events) -> planDrop(batch, reason, events));
    }

    /** What is left of a paused lane's batch stays in that lane, whoever is named: that keeps it in order. */
    private void planStay(
            PausedLane lane, Batch batch, Sorted sorted, Verdict verdict, long nowNanos, Set<PausedLane> pausedNow) {
        if (sorted.delivered > 0) {
            moves.plan(lane::confirmed);
        }
        if (!sorted.pausedByKey.isEmpty() && pausedNow.add(lane)) {
            boolean quota = !sorted.keysOverQuota.isEmpty();
            moves.plan(() -> pausedLanes.pause(lane, quota, verdict.eventsPerSecond(), nowNanos));
        }
        planRest(lane, batch, sorted.left());
    }

    /** One copy for each lane, since many identities may have to share one. */
    private void planPauses(Batch batch, Sorted sorted, Verdict verdict, long nowNanos, Set<PausedLane> pausedNow) {
        Map<PausedLane, BitSet> byLane = new LinkedHashMap<>();
        sorted.pausedByKey.forEach((key, events) -> {
            PausedLane lane = pausedLanes.laneFor(key);
            if (pausedNow.add(lane)) {
                boolean quota = sorted.keysOverQuota.contains(key);
                moves.plan(() -> pausedLanes.pause(lane, quota, verdict.eventsPerSecond(), nowNanos));
            }
            byLane.computeIfAbsent(lane, l -> new BitSet()).or(events);
        });
        byLane.forEach((lane, events) -> {
            Batch copy = moves.copy(batch, events);
            moves.plan(() -> lane.putBack(copy));
        });
    }

    private void planRest(Lane lane, Batch batch, BitSet rest) {
        if (rest.cardinality() == batch.count()) {
            moves.plan(() -> lane.putBack(batch));
            return;
        }
        if (!rest.isEmpty()) {
            Batch copy = moves.copy(batch, rest);
            moves.plan(() -> lane.putBack(copy));
        }
        moves.planFree(batch);
    }

    private boolean isExhausted(Batch batch) {
        return maxAttempts > 0 && batch.attempts() >= maxAttempts;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.EventIds;
import dev.amplitude4j.result.DropReason;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;

/** Fills a shipment from lanes, within the limits of one request. Owned by the dispatch thread. */
final class Packer {

    private final Moves moves;
    private final Settler settler;
    private final Lanes pausedLanes;
    private final SilencedDevices silencedDevices;
    private final Expiry expiry;

    Packer(Moves moves, Settler settler, Lanes pausedLanes, SilencedDevices silencedDevices, Expiry expiry) {
        this.moves = moves;
        this.settler = settler;
        this.pausedLanes = pausedLanes;
        this.silencedDevices = silencedDevices;
        this.expiry = expiry;
    }

    /** Adds batches of a lane in order, until the shipment holds so much in all; a batch too large alone is split. */
    void fill(Shipment shipment, Lane lane, int maxEvents, long maxBytes) {
        int before = shipment.eventCount();
        while (lane.isReady() && shipment.eventCount() < maxEvents) {
            if (expire(lane, shipment.startedNanos()) || sift(lane, shipment.startedNanos())) {
                continue;
            }
            Batch batch = lane.first();
            int fitting = batch.fitting(maxEvents - shipment.eventCount(), maxBytes - shipment.plainBytes());
            boolean fits = batch.count() == fitting && shipment.plainBytes() + batch.byteLength() <= maxBytes;
            if (!fits && shipment.eventCount() > 0) {
                break;
            }
            if (fitting < batch.count()) {
                split(lane, batch, fitting);
            }
            load(shipment, lane);
        }
        if (shipment.eventCount() > before) {
            lane.out();
        }
    }

    /** Drops the first batch if it must not be sent any more; whether it was. */
    private boolean expire(Lane lane, long nowNanos) {
        Batch batch = lane.first();
        if (!expiry.drops() || !expiry.isDue(batch, nowNanos)) {
            return false;
        }
        moves.plan(lane::take);
        settler.planDrop(batch, DropReason.EXPIRED);
        moves.make();
        return true;
    }

    /** Takes events out of the first batch that must not leave this way; whether there were any. */
    private boolean sift(Lane lane, long nowNanos) {
        if (pausedLanes.isEmpty() && silencedDevices.isEmpty()) {
            return false;
        }
        Batch batch = lane.first();
        EventIds ids = new RequestIds(Collections.singletonList(batch));
        BitSet silenced = silencedDevices.events(ids, nowNanos);
        Map<PausedLane, BitSet> paused =
                lane instanceof PausedLane ? Collections.emptyMap() : pausedLanes.pausedEvents(ids);
        if (silenced.isEmpty() && paused.isEmpty()) {
            return false;
        }
        BitSet rest = new BitSet();
        rest.set(0, batch.count());
        rest.andNot(silenced);
        paused.forEach((target, events) -> {
            events.and(rest);
            rest.andNot(events);
            planMove(batch, events, target::append);
        });
        settler.planDrop(batch, DropReason.SILENCED, silenced.cardinality());
        moves.plan(lane::take);
        planMove(batch, rest, lane::putBack);
        moves.planFree(batch);
        moves.make();
        return true;
    }

    private void split(Lane lane, Batch batch, int events) {
        Batch front = moves.copy(batch, 0, events);
        Batch back = moves.copy(batch, events, batch.count());
        moves.plan(lane::take);
        moves.plan(() -> lane.putBack(back));
        moves.plan(() -> lane.putBack(front));
        moves.planFree(batch);
        moves.make();
    }

    private void load(Shipment shipment, Lane lane) {
        Batch batch = lane.first();
        moves.plan(() -> shipment.add(lane, batch));
        moves.plan(lane::take);
        moves.make();
    }

    private void planMove(Batch batch, BitSet events, Consumer<Batch> target) {
        if (!events.isEmpty()) {
            Batch part = moves.copy(batch, events);
            moves.plan(() -> target.accept(part));
        }
    }
}

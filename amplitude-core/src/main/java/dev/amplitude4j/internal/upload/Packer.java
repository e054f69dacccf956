// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.BitSet;
import java.util.Map;

/** Fills a shipment from lanes, within the limits of one request. Owned by the dispatch thread. */
final class Packer {

    private final Lanes pausedLanes;
    private final BatchMemory memory;

    Packer(Lanes pausedLanes, BatchMemory memory) {
        this.pausedLanes = pausedLanes;
        this.memory = memory;
    }

    /** Adds batches of a lane in order, until the shipment holds so much in all; a batch too large alone is split. */
    void fill(Shipment shipment, Lane lane, int maxEvents, long maxBytes) {
        int before = shipment.eventCount();
        while (lane.isReady() && shipment.eventCount() < maxEvents) {
            Batch batch = withoutPaused(lane, lane.waiting.poll());
            if (batch == null) {
                continue;
            }
            int roomEvents = maxEvents - shipment.eventCount();
            long roomBytes = maxBytes - shipment.plainBytes();
            boolean fits = batch.count() <= roomEvents && batch.byteLength() <= roomBytes;
            if (!fits && shipment.eventCount() > 0) {
                lane.waiting.addFirst(batch);
                break;
            }
            shipment.add(lane, fits ? batch : splitFront(lane, batch, batch.fitting(roomEvents, roomBytes)));
        }
        if (shipment.eventCount() > before) {
            lane.out();
        }
    }

    /** Moves events of paused identities out of a stripe's batch; returns what is left of it, or null. */
    private Batch withoutPaused(Lane lane, Batch batch) {
        if (pausedLanes.isEmpty() || lane.isOfPaused()) {
            return batch;
        }
        Map<String, BitSet> paused = pausedLanes.pausedEvents(batch);
        if (paused.isEmpty()) {
            return batch;
        }
        BitSet rest = new BitSet();
        rest.set(0, batch.count());
        paused.forEach((key, events) -> {
            pausedLanes.get(key).lane.waiting.addLast(memory.copy(batch, events));
            rest.andNot(events);
        });
        Batch left = rest.isEmpty() ? null : memory.copy(batch, rest);
        memory.free(batch);
        return left;
    }

    private Batch splitFront(Lane lane, Batch batch, int events) {
        if (events == batch.count()) {
            return batch;
        }
        Batch front = memory.copy(batch, 0, events);
        lane.waiting.addFirst(memory.copy(batch, events, batch.count()));
        memory.free(batch);
        return front;
    }
}

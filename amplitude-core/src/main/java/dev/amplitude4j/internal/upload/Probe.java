// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A copy of one waiting event, sent alone to ask whether the server has come to its senses. The original keeps its place until
 * the copy is confirmed. Owned by the dispatch thread.
 */
final class Probe {

    private final BatchMemory memory;
    private final Lane lane;
    private final Batch batch;
    private final int index;
    private final Batch copy;

    private Probe(BatchMemory memory, Lane lane, Batch batch, int index) {
        this.memory = memory;
        this.lane = lane;
        this.batch = batch;
        this.index = index;
        this.copy = memory.copy(batch, index, index + 1);
    }

    /**
     * Probes of one lane are the newest event, a random one and the oldest in turn, so that a run of bad events at either end
     * cannot hide the good ones.
     */
    static Probe of(Lane lane, int turn, BatchMemory memory, Random random) {
        List<Batch> waiting = new ArrayList<>(lane.waiting);
        int events = lane.pending();
        int at = turn % 3 == 0 ? events - 1 : turn % 3 == 1 ? random.nextInt(events) : 0;
        int which = 0;
        while (at >= waiting.get(which).count()) {
            at -= waiting.get(which++).count();
        }
        return new Probe(memory, lane, waiting.get(which), at);
    }

    void fill(Shipment shipment) {
        shipment.add(lane, copy);
        lane.out();
    }

    /** The copy was confirmed: takes the original out of its lane and returns its generation. */
    long confirmed() {
        long generation = batch.generation();
        List<Batch> kept = new ArrayList<>(lane.waiting);
        lane.waiting.clear();
        for (Batch each : kept) {
            if (each != batch) {
                lane.waiting.addLast(each);
            } else if (batch.count() > 1) {
                BitSet rest = new BitSet();
                rest.set(0, batch.count());
                rest.clear(index);
                lane.waiting.addLast(memory.copy(batch, rest));
            }
        }
        memory.free(batch);
        return generation;
    }

    /** The answer is in, whatever it was. */
    void end() {
        memory.free(copy);
        lane.back();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A copy of one waiting event, sent alone to ask whether the server has come to its senses. The original keeps its place until
 * the copy is confirmed. Owned by the dispatch thread.
 */
final class Probe {

    private final Moves moves;
    private final Lane lane;
    private final Batch batch;
    private final int index;
    private final Batch copy;

    private Probe(Moves moves, Lane lane, Batch batch, int index) {
        this.moves = moves;
        this.lane = lane;
        this.batch = batch;
        this.index = index;
        this.copy = moves.copy(batch, index, index + 1);
        copy.needNoPlace();
    }

    /**
     * Probes of one lane are the newest event, a random one and the oldest in turn, so that a run of bad events at either end
     * cannot hide the good ones.
     */
    static Probe of(Lane lane, int turn, Moves moves, Random random) {
        List<Batch> waiting = lane.batches();
        int events = lane.pending();
        int at = turn % 3 == 0 ? events - 1 : turn % 3 == 1 ? random.nextInt(events) : 0;
        int which = 0;
        while (at >= waiting.get(which).count()) {
            at -= waiting.get(which++).count();
        }
        return new Probe(moves, lane, waiting.get(which), at);
    }

    void planFill(Shipment shipment) {
        moves.plan(() -> shipment.add(lane, copy));
        moves.plan(lane::out);
    }

    /** The copy was confirmed: the original leaves its lane. */
    void planConfirmed(Ledger ledger) {
        BitSet rest = new BitSet();
        rest.set(0, batch.count());
        rest.clear(index);
        Batch left = rest.isEmpty() ? null : moves.copy(batch, rest);
        long generation = batch.generation();
        moves.plan(() -> lane.replace(batch, left));
        moves.plan(() -> ledger.deliver(generation, 1));
        moves.planFree(batch);
    }

    /** The answer is in, whatever it was. */
    void planEnd() {
        moves.planFree(copy);
        moves.plan(lane::back);
    }
}

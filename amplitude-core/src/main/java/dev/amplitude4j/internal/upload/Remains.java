// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.BitSet;

/** Settles what is left when the client ends: it stays on disk for the next life, or is lost. Owned by the dispatch thread. */
final class Remains {

    private final Moves moves;
    private final Settler settler;
    private final Receipts receipts;
    private final Inquiry inquiry;
    private final Disk disk;

    Remains(Moves moves, Settler settler, Receipts receipts, Inquiry inquiry, Disk disk) {
        this.moves = moves;
        this.settler = settler;
        this.receipts = receipts;
        this.inquiry = inquiry;
        this.disk = disk;
    }

    /** Gives up the attempts under way. */
    void ofAttempts(InFlight inFlight, long nowNanos) {
        for (Shipment shipment : inFlight.all()) {
            shipment.giveUp();
            inFlight.doubt(shipment, nowNanos);
            boolean probe = inquiry.isProbe(shipment);
            if (!probe) {
                shipment.batches().forEach(this::planLoss);
            }
            receipts.planGivenUp(shipment, probe ? 0 : shipment.eventCount());
        }
        moves.plan(inFlight::clear);
        inquiry.planEnd();
        moves.make();
    }

    /** Empties every lane. */
    void ofBacklog(Backlog backlog) {
        backlog.waitingForDisk().forEach(this::planLoss);
        moves.plan(backlog::clearArrivals);
        moves.make();
        for (Lane lane : backlog.lanes()) {
            lane.batches().forEach(this::planLoss);
            moves.plan(lane::clear);
            moves.make();
        }
    }

    private void planLoss(Batch batch) {
        BitSet kept = new BitSet();
        for (int i = 0; i < batch.count() && disk.isOn(); i++) {
            kept.set(i, batch.place(i) != 0);
        }
        if (kept.isEmpty()) {
            settler.planDrop(batch, disk.lossReason());
        } else if (kept.cardinality() == batch.count()) {
            moves.planStore(batch);
        } else {
            moves.planStore(moves.copy(batch, kept));
            settler.planDrop(batch, disk.lossReason(), batch.count() - kept.cardinality());
            moves.planFree(batch);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.internal.spool.Recovered;
import dev.amplitude4j.result.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Decides what leaves when: takes sealed batches from the queue, packs them into shipments, and acts on the verdicts. Owned
 * by the dispatch thread; it does no I/O and reads no clock. Every method is called with the ledger locked. After a failure of
 * any of them, {@link #recover} sets the books right.
 */
public final class Uploader {

    private final UploadLimits limits;
    private final Ledger ledger;
    private final UploadListener listener;
    private final Moves moves;
    private final Endpoint endpoint;
    private final Lanes pausedLanes;
    private final Settler settler;
    private final Packer packer;
    private final Receipts receipts;
    private final Inquiry inquiry;
    private final Consequences consequences;
    private final Backlog backlog;
    private final Disk disk;
    private final Spill spill;
    private final ReadBack readBack;
    private final InFlight inFlight;
    private final Remains remains;

    /** An uploader with nothing to do; {@code stripeCount} is the queue's. */
    public Uploader(
            UploadLimits limits,
            Destination destination,
            int stripeCount,
            Ledger ledger,
            ByteBudget budget,
            Disk disk,
            Random random,
            UploadListener listener) {
        this.limits = limits;
        this.ledger = ledger;
        this.listener = listener;
        this.disk = disk;
        Overflow overflow = new Overflow(disk, budget, limits.maxMemoryBytes, limits.maxReturnedBytes);
        this.moves = new Moves(new BatchMemory(budget), disk);
        this.endpoint = new Endpoint(limits, destination, random, listener);
        this.pausedLanes = new Lanes(endpoint::pausePolicy, limits.maxPausedLanes);
        this.settler = new Settler(moves, ledger, listener, pausedLanes, limits.maxAttempts, limits.expiry);
        SilencedDevices silencedDevices = new SilencedDevices();
        this.packer = new Packer(moves, settler, pausedLanes, silencedDevices, limits.expiry);
        this.receipts = new Receipts(moves, ledger, listener);
        this.inquiry = new Inquiry(moves, settler, ledger, random);
        this.consequences = new Consequences(moves, endpoint, settler, inquiry, silencedDevices);
        this.backlog = new Backlog(limits, moves, pausedLanes, disk, overflow, stripeCount);
        this.spill = new Spill(limits, moves, pausedLanes, disk, budget);
        this.readBack = new ReadBack(moves, settler, backlog, disk, overflow, spill);
        this.inFlight = new InFlight(limits.attemptDeadlineNanos, disk);
        this.remains = new Remains(moves, settler, receipts, inquiry, disk);
    }

    /** Takes over what the queue has sealed. */
    public void collect(EventQueue queue) {
        backlog.collect(queue);
        if (disk.takeDistrust()) {
            disk.rewriteDistrusted(batchesInMemory());
        }
    }

    /** Counts the events that an earlier life left in a file; they come back when there is room. */
    public void admit(Recovered recovered) {
        if (recovered.isCounted()) {
            return; // By the recovery after a failure.
        }
        int events = recovered.events();
        int corrupt = recovered.corrupt();
        moves.plan(() -> disk.admit(recovered));
        moves.plan(() -> ledger.recover((long) events + corrupt));
        settler.planLoss(Ledger.RECOVERED, DropReason.SPOOL_CORRUPT, corrupt);
        moves.plan(recovered::counted);
        moves.make();
    }

    /** Keeps what is paused within its bound of memory, and asks for events that are on disk alone where they are wanted. */
    public void exchangeWithDisk(long nowNanos) {
        if (inFlight.all().stream().noneMatch(inquiry::isProbe)) { // The original of a probe stays where it is.
            spill.keepBound(nowNanos);
            readBack.ask(inFlight.count() == 0, nowNanos);
        }
    }

    /** Takes events back that were asked for; null if there are none after all. */
    public void takeBack(LoadedLines loaded, EventQueue queue) {
        readBack.take(loaded, queue);
    }

    /** Waits no longer for events that were asked for: they could not be taken back, and are asked for anew. */
    public void miss() {
        readBack.miss();
    }

    /** Tells what was collected until now from what comes later, and returns the number of the former. */
    public long endGeneration() {
        return backlog.endGeneration();
    }

    /** The next shipment that may leave now, or null. The caller sends it and brings the verdict to {@link #settle}. */
    public Shipment next(long nowMillis, long nowNanos) {
        inquiry.conclude(endpoint, nowNanos); // Here, since a failure of it is followed by another turn.
        if (endpoint.breaker().waitNanos(nowNanos) > 0 || isAtWork()) {
            return null;
        }
        pausedLanes.removeDone(nowNanos);
        int maxEvents = endpoint.breaker().maxEvents(limits.maxRequestEvents);
        inquiry.endIfLarger(maxEvents);
        Shipment shipment = endpoint.newShipment(inquiry.isReady(), nowMillis, nowNanos);
        inFlight.add(shipment);
        fill(shipment, maxEvents);
        if (shipment.eventCount() == 0) {
            inFlight.remove(shipment);
            return null;
        }
        receipts.leaves(shipment, inquiry.owns(shipment));
        return shipment;
    }

    /** Whether a shipment is under way, and not settled. */
    public boolean awaits(Shipment shipment) {
        return inFlight.contains(shipment);
    }

    /** Acts on the verdict on a shipment that is under way. */
    public void settle(Shipment shipment, int status, Verdict verdict, long nowNanos) {
        if (verdict.isAmbiguous()) {
            inFlight.doubt(shipment, nowNanos);
        }
        int dropped = consequences.plan(shipment, verdict, nowNanos);
        moves.plan(() -> inFlight.remove(shipment));
        receipts.planAnswer(shipment, status, verdict, dropped);
        moves.make();
        if (verdict.pausesAny() && !disk.isKeepingUp() && spill.isOver()) {
            listener.noticed(Notice.MANY_PAUSED_EVENTS);
        }
    }

    /** The attempts that began so long ago that their transport must have forgotten them. */
    public List<Shipment> overdue(long nowNanos) {
        return inFlight.overdue(nowNanos);
    }

    /** After how many nanoseconds there may be something to do without a new event or answer. */
    public long waitNanos(long nowNanos) {
        long wait = Math.min(inFlight.waitNanos(nowNanos), backlog.arrivalsWaitNanos());
        wait = Math.min(wait, spill.waitNanos(nowNanos));
        if (isAtWork()) {
            return wait;
        }
        long endpointNanos = endpoint.breaker().waitNanos(nowNanos);
        wait = inquiry.isReady() ? Math.min(wait, endpointNanos) : wait;
        return Math.min(wait, backlog.waitNanos(endpointNanos, nowNanos));
    }

    /** Events here and on disk, counted from the lanes, the shipments and the files. */
    public long pending() {
        return pendingInMemory() + disk.stored();
    }

    /** Events of this life here and on disk. */
    public long pendingOwn() {
        return pending() - ledger.recoveredPending();
    }

    /** Events of those generations that are in memory and nowhere on disk. */
    public long unkept(long upToGeneration) {
        long unkept = 0;
        for (Batch batch : batchesInMemory()) {
            for (int i = 0; i < batch.count() && batch.generation() <= upToGeneration; i++) {
                unkept += batch.place(i) > 0 ? 0 : 1;
            }
        }
        return unkept;
    }

    private long pendingInMemory() {
        long events = backlog.pending() + inquiry.pending();
        for (Shipment shipment : inFlight.all()) {
            events += inquiry.isProbe(shipment) ? 0 : shipment.eventCount();
        }
        return events;
    }

    /** Events that wait, here or on disk, because Amplitude throttles their user or device. */
    public long paused() {
        return pausedLanes.pending() + disk.spilled();
    }

    /** Before the end: whatever waits for a better moment is tried now, once. */
    public void hurry(long nowNanos) {
        endpoint.breaker().hurry();
        backlog.hurry(nowNanos);
    }

    /** The end: gives up the attempts under way; what is left stays on disk, or is dropped. */
    public void abandon(long nowNanos) {
        remains.ofAttempts(inFlight, nowNanos);
        remains.ofBacklog(backlog);
    }

    /** After a failure in the middle of something: brings every event back to where it is counted once. */
    public void recover() {
        moves.recover();
        backlog.takeArrivals();
        for (Shipment shipment : inFlight.all()) {
            if (!shipment.isSent()) {
                planUnsent(shipment);
            }
        }
        moves.make();
    }

    private void planUnsent(Shipment shipment) {
        if (inquiry.owns(shipment)) {
            inquiry.planUnsent();
        } else {
            for (int i = shipment.batches().size() - 1; i >= 0; i--) {
                Lane lane = shipment.laneOf(i);
                Batch batch = shipment.batches().get(i);
                moves.plan(() -> lane.putBack(batch));
                moves.plan(lane::back);
            }
        }
        moves.plan(() -> inFlight.remove(shipment));
    }

    private List<Batch> batchesInMemory() {
        List<Batch> all = new ArrayList<>(backlog.waitingForDisk());
        backlog.lanes().forEach(lane -> all.addAll(lane.batches()));
        inFlight.all().forEach(shipment -> all.addAll(shipment.batches()));
        all.addAll(inquiry.batches());
        return all;
    }

    private void fill(Shipment shipment, int maxEvents) {
        if (inquiry.isReady()) {
            inquiry.fill(shipment);
        } else if (!endpoint.breaker().asksForProbes()) {
            backlog.pack(shipment, packer, maxEvents, endpoint.maxBytes());
        } else {
            Lane lane = backlog.readyLane(shipment.startedNanos());
            if (lane != null) {
                inquiry.probe(lane, shipment);
            }
        }
    }

    private boolean isAtWork() {
        return inFlight.count() >= endpoint.breaker().maxInFlight(limits.maxParallelUploads);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.Backoff;
import dev.amplitude4j.internal.retry.Fate;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Decides what leaves when: takes sealed batches from the queue, packs them into shipments, and acts on the verdicts. Owned
 * by the dispatch thread; it does no I/O and reads no clock. Every method is called with the ledger locked.
 */
public final class Uploader {

    private final UploadLimits limits;
    private final Ledger ledger;
    private final UploadListener listener;
    private final Breaker breaker;
    private final SizeLimit sizeLimit;
    private final Lanes pausedLanes;
    private final Packer packer;
    private final Settler settler;
    private final Inquiry inquiry;
    private final Lane[] stripes;
    private final List<Shipment> inFlight = new ArrayList<>();
    private int nextStripe;
    private long generation;

    /** An uploader with nothing to do; {@code stripeCount} is the queue's. */
    public Uploader(
            UploadLimits limits,
            int stripeCount,
            Ledger ledger,
            ByteBudget budget,
            Random random,
            UploadListener listener) {
        this.limits = limits;
        this.ledger = ledger;
        this.listener = listener;
        this.breaker = new Breaker(new Backoff(random), limits.configurationProbeNanos, limits.refusalProbeNanos);
        this.sizeLimit = new SizeLimit(limits.maxRequestBytes);
        this.pausedLanes = new Lanes(limits.pausePolicy);
        BatchMemory memory = new BatchMemory(budget);
        this.packer = new Packer(pausedLanes, memory);
        this.settler = new Settler(ledger, memory, listener, pausedLanes, limits.maxAttempts);
        this.inquiry = new Inquiry(memory, settler, ledger, random);
        this.stripes = Stream.generate(() -> new Lane(false)).limit(stripeCount).toArray(Lane[]::new);
    }

    /** Takes over what the queue has sealed. */
    public void collect(EventQueue queue) {
        for (int i = 0; i < stripes.length; i++) {
            for (Batch batch : queue.drain(i)) {
                batch.joinGeneration(generation);
                append(stripes[i], batch);
            }
        }
    }

    /** Tells what was collected until now from what comes later, and returns the number of the former. */
    public long endGeneration() {
        return generation++;
    }

    /** The next shipment that may leave now, or null. The caller sends it and brings the verdict to {@link #settle}. */
    public Shipment next(Envelope envelope, long nowMillis, long nowNanos) {
        if (breaker.waitNanos(nowNanos) > 0 || isAtWork()) {
            return null;
        }
        Shipment shipment = new Shipment(envelope, nowMillis, nowNanos);
        if (inquiry.isReady()) {
            inquiry.fill(shipment);
        } else if (breaker.asksForProbes()) {
            probe(shipment);
        } else {
            pack(shipment, nowNanos);
        }
        if (shipment.eventCount() == 0) {
            return null;
        }
        inFlight.add(shipment);
        shipment.batches().forEach(Batch::countAttempt);
        ledger.attempt(shipment.eventCount());
        return shipment;
    }

    /** Acts on a verdict; nothing happens if the attempt was given up before. */
    public void settle(Shipment shipment, int status, Verdict verdict, long nowNanos) {
        if (!inFlight.remove(shipment)) {
            return;
        }
        ledger.answer(status, shipment.eventCount(), verdict.isAmbiguous());
        int dropped = 0;
        if (verdict.next() != Verdict.Next.BISECT) {
            informEndpoint(shipment, verdict, nowNanos);
        }
        if (inquiry.owns(shipment)) {
            dropped = inquiry.settle(verdict, breaker, nowNanos);
        } else if (verdict.next() == Verdict.Next.BISECT && !settler.isExhausted(shipment)) {
            inquiry.begin(shipment);
        } else {
            dropped = settler.settle(shipment, verdict, nowNanos);
            shipment.lanes().forEach(Lane::back);
        }
        pausedLanes.removeEmpty();
        int delivered = verdict.count(Fate.DELIVERED);
        listener.uploaded(new UploadReport(status, shipment.eventCount(), delivered, dropped, verdict.problem()));
    }

    /** The attempts that began so long ago that their transport must have forgotten them. */
    public List<Shipment> overdue(long nowNanos) {
        List<Shipment> overdue = new ArrayList<>();
        for (Shipment shipment : inFlight) {
            if (nowNanos - shipment.startedNanos() >= limits.attemptDeadlineNanos) {
                overdue.add(shipment);
            }
        }
        return overdue;
    }

    /** After how many nanoseconds there may be something to do without a new event or answer. */
    public long waitNanos(long nowNanos) {
        long wait = Long.MAX_VALUE;
        for (Shipment shipment : inFlight) {
            wait = Math.min(wait, limits.attemptDeadlineNanos - (nowNanos - shipment.startedNanos()));
        }
        if (isAtWork()) {
            return wait;
        }
        long endpointNanos = breaker.waitNanos(nowNanos);
        wait = inquiry.isReady() ? Math.min(wait, endpointNanos) : wait;
        for (Lane stripe : stripes) {
            wait = stripe.isReady() ? Math.min(wait, endpointNanos) : wait;
        }
        for (PausedLane paused : pausedLanes.all()) {
            wait = Math.min(wait, Math.max(endpointNanos, paused.waitNanos(nowNanos)));
        }
        return wait;
    }

    /** Events here, counted from the lanes and the shipments. */
    public long pending() {
        long events = 0;
        for (Lane stripe : stripes) {
            events += stripe.pending();
        }
        for (PausedLane paused : pausedLanes.all()) {
            events += paused.lane.pending();
        }
        for (Shipment shipment : inFlight) {
            events += inquiry.isProbe(shipment) ? 0 : shipment.eventCount();
        }
        return events + inquiry.pending();
    }

    /** Before the end: whatever waits for a better moment is tried now, once. */
    public void hurry(long nowNanos) {
        breaker.hurry();
        pausedLanes.all().forEach(paused -> paused.hurry(nowNanos));
    }

    /** The end: gives up the attempts under way and drops all that is left. */
    public void abandon() {
        for (Shipment shipment : inFlight) {
            shipment.giveUp();
            if (!inquiry.isProbe(shipment)) {
                shipment.batches().forEach(batch -> settler.drop(batch, DropReason.SHUTDOWN_NO_SPOOL));
            }
        }
        inFlight.clear();
        inquiry.endAll();
        for (Lane stripe : stripes) {
            stripe.waiting.forEach(batch -> settler.drop(batch, DropReason.SHUTDOWN_NO_SPOOL));
            stripe.waiting.clear();
        }
        for (PausedLane paused : pausedLanes.all()) {
            paused.lane.waiting.forEach(batch -> settler.drop(batch, DropReason.SHUTDOWN_NO_SPOOL));
            paused.lane.waiting.clear();
        }
    }

    private void pack(Shipment shipment, long nowNanos) {
        int maxEvents = breaker.maxEvents(limits.maxRequestEvents);
        long maxBytes = sizeLimit.bytes();
        for (PausedLane paused : pausedLanes.all()) {
            if (paused.waitNanos(nowNanos) == 0 && shipment.eventCount() < maxEvents) {
                int most = Math.min(maxEvents, shipment.eventCount() + paused.portionEvents());
                packer.fill(shipment, paused.lane, most, maxBytes);
                paused.portionLeft(nowNanos);
            }
        }
        for (int i = 0; i < stripes.length; i++) {
            packer.fill(shipment, stripes[(nextStripe + i) % stripes.length], maxEvents, maxBytes);
        }
        nextStripe = (nextStripe + 1) % stripes.length;
    }

    private void probe(Shipment shipment) {
        for (int i = 0; i < stripes.length && shipment.eventCount() == 0; i++) {
            nextStripe = (nextStripe + 1) % stripes.length;
            if (stripes[nextStripe].isReady()) {
                inquiry.probe(stripes[nextStripe], shipment);
            }
        }
    }

    /** While nothing leaves, small batches grow into large ones; what cannot grow any more is made compact. */
    private void append(Lane stripe, Batch batch) {
        Batch tail = stripe.waiting.peekLast();
        if (tail != null && tail.absorb(batch, limits.maxRequestEvents, limits.maxRequestBytes)) {
            batch.recycle();
            return;
        }
        if (tail != null) {
            tail.compact();
        }
        stripe.waiting.addLast(batch);
    }

    private boolean isAtWork() {
        return inFlight.size() >= breaker.maxInFlight(limits.maxParallelUploads);
    }

    private void informEndpoint(Shipment shipment, Verdict verdict, long nowNanos) {
        switch (verdict.next()) {
            case CONFIRMED:
                breaker.confirmed();
                sizeLimit.accepted();
                break;
            case SMALLER:
                sizeLimit.refused(shipment.plainBytes());
                breaker.askedAgain(nowNanos);
                break;
            case AT_ONCE:
                breaker.askedAgain(nowNanos);
                break;
            case CONFIGURATION:
                breaker.misconfigured(nowNanos);
                break;
            default:
                breaker.failed(shipment.startedNanos(), nowNanos, verdict.minWaitNanos());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.spool.LoadedLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everything that waits for its request: the stripes, which take what the queue has sealed, as many again for what comes back
 * from disk of an earlier life, and the lanes of paused identities. Owned by the dispatch thread.
 */
final class Backlog {

    /** How soon to look again whether the disk still is worth waiting for. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final UploadLimits limits;
    private final Moves moves;
    private final Lanes pausedLanes;
    private final Disk disk;
    private final Overflow overflow;
    private final int ownStripes;
    private final Lane[] stripes;
    private final List<Deque<Batch>> arrivals = new ArrayList<>();
    private List<Batch> drained = Collections.emptyList();
    private int drainedFrom;
    private int nextStripe;
    private long generation;

    Backlog(UploadLimits limits, Moves moves, Lanes pausedLanes, Disk disk, Overflow overflow, int ownStripes) {
        this.limits = limits;
        this.moves = moves;
        this.pausedLanes = pausedLanes;
        this.disk = disk;
        this.overflow = overflow;
        this.ownStripes = ownStripes;
        int all = disk.isOn() ? 2 * ownStripes : ownStripes;
        this.stripes = Stream.generate(Lane::new).limit(all).toArray(Lane[]::new);
        Stream.generate(ArrayDeque<Batch>::new).limit(ownStripes).forEach(arrivals::add);
    }

    /** Takes over what the queue has sealed. */
    void collect(EventQueue queue) {
        for (int i = 0; i < ownStripes; i++) {
            drainedFrom = i;
            drained = queue.drain(i);
            takeArrivals();
        }
    }

    /** Puts what was drained last where it belongs; once more after a failure. */
    void takeArrivals() {
        Deque<Batch> stripe = arrivals.get(drainedFrom);
        for (Batch batch : drained) {
            moves.plan(() -> stripe.addLast(batch));
            moves.plan(() -> batch.joinGeneration(generation));
        }
        moves.plan(() -> drained = Collections.emptyList());
        moves.make();
        admit(drainedFrom);
    }

    /** Tells what was collected until now from what comes later, and returns the number of the former. */
    long endGeneration() {
        return generation++;
    }

    /**
     * Plans that events which came back from disk are in their stripes: those of this life behind what was there before. Returns
     * the ones that cannot be read.
     */
    List<Integer> planReturn(LoadedLines loaded, EventQueue queue) {
        int first = loaded.isRecovered() ? ownStripes : 0;
        Returned<Lane> returned = new Returned<>(loaded, queue, index -> {
            int start = loaded.start(index);
            int length = loaded.end(index) - start;
            return stripes[first + queue.stripeOf(RequestIds.identityHash(loaded.bytes(), start, length))];
        });
        for (int i = 0; i < returned.batches.size(); i++) {
            Batch batch = returned.batches.get(i);
            Lane lane = returned.lanes.get(i);
            moves.planReserve(batch);
            moves.plan(() -> lane.append(batch));
        }
        return returned.unreadable;
    }

    /**
     * Lets the packer fill a shipment: up to the half with portions of the paused lanes, so that many of them do not hold up
     * the others, then from all stripes, another one first each time.
     */
    void pack(Shipment shipment, Packer packer, int maxEvents, long maxBytes) {
        long nowNanos = shipment.startedNanos();
        int mostPaused = Math.max(1, maxEvents / 2);
        for (PausedLane paused : pausedLanes.all()) {
            if (paused.waitNanos(nowNanos) == 0 && shipment.eventCount() < mostPaused) {
                packPortion(shipment, paused, packer, mostPaused, maxBytes);
            }
        }
        nextStripe++;
        for (int i = 0; i < stripes.length; i++) {
            packer.fill(shipment, stripes[(nextStripe + i) & (stripes.length - 1)], maxEvents, maxBytes);
        }
    }

    private static void packPortion(Shipment shipment, PausedLane paused, Packer packer, int maxEvents, long maxBytes) {
        int before = shipment.eventCount();
        packer.fill(shipment, paused, Math.min(maxEvents, before + paused.portionEvents()), maxBytes);
        // One for which there was no room goes with the next request.
        if (shipment.eventCount() > before) {
            paused.portionLeft(shipment.startedNanos());
        }
    }

    /** The next lane in turn that has something to send now, or null. */
    Lane readyLane(long nowNanos) {
        for (int i = 0; i < stripes.length; i++) {
            Lane stripe = stripes[++nextStripe & (stripes.length - 1)];
            if (stripe.isReady()) {
                return stripe;
            }
        }
        return pausedLanes.all().stream()
                .filter(paused -> paused.waitNanos(nowNanos) == 0)
                .findFirst()
                .orElse(null);
    }

    /** Whether nothing is left in memory but what is paused. */
    boolean isIdle() {
        return Stream.of(stripes).allMatch(Lane::isIdle);
    }

    /** After how many nanoseconds something may leave, given how long the endpoint is to be left alone. */
    long waitNanos(long endpointNanos, long nowNanos) {
        long wait = Long.MAX_VALUE;
        for (Lane stripe : stripes) {
            wait = stripe.isReady() ? endpointNanos : wait;
        }
        for (PausedLane paused : pausedLanes.all()) {
            wait = Math.min(wait, Math.max(endpointNanos, paused.waitNanos(nowNanos)));
        }
        return wait;
    }

    /** After how many nanoseconds to look again at what waits to be written. */
    long arrivalsWaitNanos() {
        return waitingForDisk().isEmpty() ? Long.MAX_VALUE : PATIENCE_NANOS;
    }

    /** Lets nobody wait any longer for a better moment. */
    void hurry(long nowNanos) {
        pausedLanes.all().forEach(paused -> paused.hurry(nowNanos));
    }

    /** Events in memory. */
    long pending() {
        long events = pausedLanes.pending();
        for (Batch batch : waitingForDisk()) {
            events += batch.count();
        }
        for (Lane stripe : stripes) {
            events += stripe.pending();
        }
        return events;
    }

    /** Every lane, for the end. */
    List<Lane> lanes() {
        List<Lane> all = new ArrayList<>(pausedLanes.all());
        Collections.addAll(all, stripes);
        return all;
    }

    /** What was collected and is in no lane yet. */
    List<Batch> waitingForDisk() {
        List<Batch> waiting = new ArrayList<>(drained);
        arrivals.forEach(waiting::addAll);
        return waiting;
    }

    /** Forgets what is in no lane. */
    void clearArrivals() {
        arrivals.forEach(Deque::clear);
    }

    private void admit(int stripe) {
        Deque<Batch> arrived = arrivals.get(stripe);
        for (Batch batch = arrived.peekFirst(); batch != null; batch = arrived.peekFirst()) {
            Batch next = batch;
            Overflow.Way way = disk.isOn() ? overflow.way(next) : Overflow.Way.MEMORY;
            if (way == Overflow.Way.LATER) {
                disk.awaitWriting();
                return;
            }
            if (way == Overflow.Way.MEMORY) {
                moves.plan(() -> append(stripes[stripe], next));
            } else {
                moves.planStore(next);
            }
            moves.plan(arrived::pollFirst);
            moves.make();
        }
    }

    /** While nothing leaves, small batches grow into large ones; what cannot grow any more is made compact. */
    private void append(Lane stripe, Batch batch) {
        Batch tail = stripe.last();
        if (tail != null && tail.absorb(batch, limits.maxRequestEvents, limits.maxRequestBytes)) {
            return;
        }
        if (tail != null) {
            tail.compact();
        }
        stripe.append(batch);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.EventQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that waits for its request: the stripes, which take what the queue has sealed, and the lanes of paused identities.
 * Owned by the dispatch thread.
 */
final class Backlog {

    private final UploadLimits limits;
    private final Moves moves;
    private final Lanes pausedLanes;
    private final Lane[] stripes;
    private List<Batch> arrivals = Collections.emptyList();
    private Lane arrivalsLane;
    private int nextStripe;
    private long generation;

    Backlog(UploadLimits limits, Moves moves, Lanes pausedLanes, int stripeCount) {
        this.limits = limits;
        this.moves = moves;
        this.pausedLanes = pausedLanes;
        this.stripes = Stream.generate(Lane::new).limit(stripeCount).toArray(Lane[]::new);
    }

    /** Takes over what the queue has sealed. */
    void collect(EventQueue queue) {
        for (int i = 0; i < stripes.length; i++) {
            arrivalsLane = stripes[i];
            arrivals = queue.drain(i);
            takeArrivals();
        }
    }

    /** Puts what was drained last into its lane; once more after a failure. */
    void takeArrivals() {
        for (Batch batch : arrivals) {
            moves.plan(() -> append(arrivalsLane, batch));
        }
        moves.plan(() -> arrivals = Collections.emptyList());
        moves.make();
    }

    /** Tells what was collected until now from what comes later, and returns the number of the former. */
    long endGeneration() {
        return generation++;
    }

    /** Lets the packer fill a shipment: with portions of the paused lanes, then from all stripes, another one first each time. */
    void pack(Shipment shipment, Packer packer, int maxEvents, long maxBytes) {
        long nowNanos = shipment.startedNanos();
        for (PausedLane paused : pausedLanes.all()) {
            if (paused.waitNanos(nowNanos) == 0 && shipment.eventCount() < maxEvents) {
                int most = Math.min(maxEvents, shipment.eventCount() + paused.portionEvents());
                packer.fill(shipment, paused, most, maxBytes);
                paused.portionLeft(nowNanos);
            }
        }
        nextStripe++;
        for (int i = 0; i < stripes.length; i++) {
            packer.fill(shipment, stripes[(nextStripe + i) & (stripes.length - 1)], maxEvents, maxBytes);
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

    /** Lets nobody wait any longer for a better moment. */
    void hurry(long nowNanos) {
        pausedLanes.all().forEach(paused -> paused.hurry(nowNanos));
    }

    long pending() {
        long events = pausedLanes.pending();
        for (Batch batch : arrivals) {
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

    /** While nothing leaves, small batches grow into large ones; what cannot grow any more is made compact. */
    private void append(Lane stripe, Batch batch) {
        batch.joinGeneration(generation);
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

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Fate;
import dev.amplitude4j.internal.retry.Verdict;

/**
 * Plans what follows from a verdict: what is learnt of the server, and whether the events are settled one by one or the ones to
 * blame are searched for. Owned by the dispatch thread.
 */
final class Consequences {

    /** So often the events of a batch may be refused by name, or without Amplitude's words, before they are searched. */
    private static final int MAX_NAMED_REFUSALS = 10;

    private static final int MAX_DOUBTFUL_REFUSALS = 3;

    private final Moves moves;
    private final Endpoint endpoint;
    private final Settler settler;
    private final Inquiry inquiry;
    private final SilencedDevices silencedDevices;

    Consequences(Moves moves, Endpoint endpoint, Settler settler, Inquiry inquiry, SilencedDevices silencedDevices) {
        this.moves = moves;
        this.endpoint = endpoint;
        this.settler = settler;
        this.inquiry = inquiry;
        this.silencedDevices = silencedDevices;
    }

    /** Plans all that a verdict means; returns how many events of the shipment are dropped. */
    int plan(Shipment shipment, Verdict verdict, long nowNanos) {
        int dropped = planFates(shipment, verdict, nowNanos);
        verdict.silencedDevices().forEach(id -> moves.plan(() -> silencedDevices.silence(id, nowNanos)));
        return dropped;
    }

    private int planFates(Shipment shipment, Verdict verdict, long nowNanos) {
        if (inquiry.owns(shipment)) {
            planLearning(shipment, verdict, nowNanos, inquiry.isAnsweredBy(verdict));
            return inquiry.plan(verdict, endpoint, nowNanos);
        }
        boolean search = mustSearch(shipment, verdict);
        planLearning(shipment, verdict, nowNanos, search);
        if (search) {
            inquiry.planBegin(shipment, verdict);
            return verdict.countDropped();
        }
        if (verdict.next() == Verdict.Next.BISECT_LATER || verdict.count(Fate.REJECTED) > 0) {
            shipment.batches().forEach(Batch::countRefusal);
        }
        int dropped = settler.plan(shipment, verdict, nowNanos);
        shipment.lanes().forEach(lane -> moves.plan(lane::back));
        return dropped;
    }

    /** Whether the events to blame must be searched for: none is named, or one at a time and too many in all. */
    private boolean mustSearch(Shipment shipment, Verdict verdict) {
        if (settler.isExhausted(shipment)) {
            return false;
        }
        switch (verdict.next()) {
            case BISECT:
                return true;
            case BISECT_LATER:
                return shipment.mostRefusals() >= MAX_DOUBTFUL_REFUSALS;
            default:
                return inquiry.isAboutContent(verdict) && shipment.mostRefusals() >= MAX_NAMED_REFUSALS;
        }
    }

    private void planLearning(Shipment shipment, Verdict verdict, long nowNanos, boolean ofSearch) {
        moves.plan(() -> {
            if (ofSearch) {
                endpoint.learnOfSearch(shipment, verdict);
            } else {
                endpoint.learn(shipment, verdict, nowNanos);
            }
        });
    }
}

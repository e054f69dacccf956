// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.result.DropReason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Deals with requests that were refused without saying for which event: one search at a time, the other refused requests
 * wait for their turn; and, once everything seems to be refused, single probes. Owned by the dispatch thread.
 */
final class Inquiry {

    private final BatchMemory memory;
    private final Settler settler;
    private final Ledger ledger;
    private final Random random;
    private final Deque<Bisection> waiting = new ArrayDeque<>();
    private Bisection current;
    private Probe probe;
    private Shipment shipment;
    private int probes;

    Inquiry(BatchMemory memory, Settler settler, Ledger ledger, Random random) {
        this.memory = memory;
        this.settler = settler;
        this.ledger = ledger;
        this.random = random;
    }

    /** Takes a refused request over; its lanes stay shut until the search is over. */
    void begin(Shipment refused) {
        Bisection bisection = new Bisection(memory, refused);
        if (current == null) {
            current = bisection;
        } else {
            waiting.add(bisection);
        }
    }

    boolean isReady() {
        return current != null && current.isReady();
    }

    /** Puts the next group of the search into a shipment. */
    void fill(Shipment next) {
        current.fill(next);
        shipment = next;
    }

    /** Puts a single event of that lane into a shipment. */
    void probe(Lane lane, Shipment next) {
        probe = Probe.of(lane, probes++, memory, random);
        probe.fill(next);
        shipment = next;
    }

    boolean owns(Shipment settled) {
        return shipment == settled;
    }

    /** Whether that shipment carries copies of events that wait elsewhere. */
    boolean isProbe(Shipment sent) {
        return probe != null && shipment == sent;
    }

    /** Acts on the verdict on its shipment; returns how many events were dropped. */
    int settle(Verdict verdict, Breaker breaker, long nowNanos) {
        Shipment settled = shipment;
        shipment = null;
        if (probe != null) {
            settleProbe(verdict, breaker, nowNanos);
            return 0;
        }
        int dropped = settleSearch(settled, verdict, nowNanos);
        if (current.isSystemic()) {
            endAll();
            breaker.everythingRefused(nowNanos);
        } else if (current.isOver()) {
            if (current.pending() > 0) {
                // Too few to tell: the next request brings siblings.
                breaker.failed(nowNanos, nowNanos, 0);
            }
            current.end();
            current = waiting.poll();
        }
        return dropped;
    }

    /** Events held here and not in flight. */
    long pending() {
        long events = current == null ? 0 : current.pending();
        for (Bisection later : waiting) {
            events += later.pending();
        }
        return events;
    }

    /** Puts everything back into its lane. */
    void endAll() {
        shipment = null;
        if (current != null) {
            current.end();
        }
        waiting.forEach(Bisection::end);
        waiting.clear();
        current = null;
        if (probe != null) {
            probe.end();
            probe = null;
        }
    }

    private int settleSearch(Shipment settled, Verdict verdict, long nowNanos) {
        switch (verdict.next()) {
            case CONFIRMED:
                settler.settle(settled, verdict, nowNanos);
                return drop(current.confirmed());
            case BISECT:
                return drop(current.refused());
            case BACK_OFF:
                current.again();
                return 0;
            default:
                // That was no answer to the question: it is asked anew when the rest is sent again.
                int[] dropped = new int[1];
                current.end(() -> dropped[0] = settler.settle(settled, verdict, nowNanos));
                return dropped[0];
        }
    }

    private void settleProbe(Verdict verdict, Breaker breaker, long nowNanos) {
        if (verdict.next() == Verdict.Next.CONFIRMED) {
            ledger.deliver(probe.confirmed(), 1);
        } else if (verdict.next() == Verdict.Next.BISECT) {
            breaker.everythingRefused(nowNanos);
        }
        probe.end();
        probe = null;
    }

    private int drop(List<Batch> guilty) {
        int events = 0;
        for (Batch batch : guilty) {
            events += batch.count();
            settler.drop(batch, DropReason.REJECTED_400);
        }
        return events;
    }
}

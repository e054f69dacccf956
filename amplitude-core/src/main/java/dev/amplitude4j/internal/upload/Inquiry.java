// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Fate;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.retry.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Deals with requests that were refused without saying for which event: one search at a time, the other refused requests
 * wait for their turn; and, once everything seems to be refused, single probes. Owned by the dispatch thread.
 */
final class Inquiry {

    private final Moves moves;
    private final Settler settler;
    private final Ledger ledger;
    private final Random random;
    private final Deque<Bisection> searches = new ArrayDeque<>();
    private Probe probe;
    private Shipment shipment;
    private int probes;

    Inquiry(Moves moves, Settler settler, Ledger ledger, Random random) {
        this.moves = moves;
        this.settler = settler;
        this.ledger = ledger;
        this.random = random;
    }

    /** Plans to take a refused request over; its lanes stay shut until the search is over. */
    void planBegin(Shipment refused, Verdict verdict) {
        boolean doubtsServer = verdict.next() == Verdict.Next.BISECT_LATER;
        Bisection search = new Bisection(moves, settler, refused, verdict, doubtsServer);
        moves.plan(() -> searches.addLast(search));
    }

    boolean isReady() {
        return !searches.isEmpty() && searches.element().isReady();
    }

    /** Puts the next group of the search into a shipment. */
    void fill(Shipment next) {
        shipment = next;
        searches.element().fill(next);
    }

    /** Puts a single event of that lane into a shipment. */
    void probe(Lane lane, Shipment next) {
        Probe single = Probe.of(lane, probes++, moves, random);
        moves.plan(() -> {
            shipment = next;
            probe = single;
        });
        single.planFill(next);
        moves.make();
    }

    boolean owns(Shipment sent) {
        return shipment == sent;
    }

    /** Whether that shipment carries copies of events that wait elsewhere. */
    boolean isProbe(Shipment sent) {
        return probe != null && shipment == sent;
    }

    /** Plans what its shipment's verdict means; returns how many events of the shipment are dropped. */
    int plan(Verdict verdict, Endpoint endpoint, long nowNanos) {
        Shipment settled = shipment;
        int dropped = 0;
        if (probe != null) {
            planProbe(verdict, endpoint, nowNanos);
        } else {
            dropped = planSearch(settled, verdict, nowNanos);
        }
        moves.plan(() -> shipment = null);
        return dropped;
    }

    /** Plans that its shipment never left. */
    void planUnsent() {
        if (probe != null) {
            planEndOfProbe();
        } else {
            searches.element().planAgain();
        }
        moves.plan(() -> shipment = null);
    }

    /** Ends what is decided: the search that is over, or all of them where the server refuses everything. */
    void conclude(Endpoint endpoint, long nowNanos) {
        Bisection current = searches.peekFirst();
        if (current == null) {
            return;
        }
        if (current.isSystemic()) {
            planEndOfSearches();
            moves.plan(() -> endpoint.refusesEverything(current.isByFirewall(), nowNanos));
        } else if (current.isOver()) {
            if (current.pending() > 0) {
                // Too few to tell: the next request brings siblings.
                moves.plan(() -> endpoint.failed(nowNanos));
            }
            current.planEnd();
            moves.plan(searches::removeFirst);
        }
        moves.make();
    }

    /** Gives a search up whose next group is larger than may be sent now. */
    void endIfLarger(int maxEvents) {
        if (isReady() && searches.element().nextEvents() > maxEvents) {
            planEndOfSearches();
            moves.make();
        }
    }

    /** Events held here and not in flight. */
    long pending() {
        return searches.stream().mapToLong(Bisection::pending).sum();
    }

    /** Plans that everything goes back into its lane. */
    void planEnd() {
        planEndOfSearches();
        if (probe != null) {
            planEndOfProbe();
        }
        moves.plan(() -> shipment = null);
    }

    /** The batches held here and not in flight. */
    List<Batch> batches() {
        List<Batch> all = new ArrayList<>();
        searches.forEach(search -> all.addAll(search.batches()));
        return all;
    }

    private void planEndOfSearches() {
        searches.descendingIterator().forEachRemaining(Bisection::planEnd);
        moves.plan(searches::clear);
    }

    private int planSearch(Shipment settled, Verdict verdict, long nowNanos) {
        Bisection current = searches.element();
        switch (verdict.next()) {
            case CONFIRMED:
                settler.plan(settled, verdict, nowNanos);
                current.planConfirmed();
                return 0;
            case BISECT:
            case BISECT_LATER:
                return current.planRefused(verdict);
            case BACK_OFF:
                current.planAgain();
                return 0;
            default:
                break;
        }
        if (isAboutContent(verdict)) {
            return current.planRefused(verdict);
        }
        // That was no answer to the question: it is asked anew when the rest is sent again.
        int[] dropped = new int[1];
        current.planEnd(() -> dropped[0] = settler.plan(settled, verdict, nowNanos));
        moves.plan(searches::removeFirst);
        return dropped[0];
    }

    /** Whether a verdict says something of the events that the search is about. */
    boolean isAnsweredBy(Verdict verdict) {
        return isRefusal(verdict) || (probe == null && isAboutContent(verdict));
    }

    /** Whether a verdict names events for their content, and says nothing else. */
    boolean isAboutContent(Verdict verdict) {
        return verdict.count(Fate.REJECTED) > 0 && verdict.silencedDevices().isEmpty() && !verdict.pausesAny();
    }

    private static boolean isRefusal(Verdict verdict) {
        return verdict.next() == Verdict.Next.BISECT || verdict.next() == Verdict.Next.BISECT_LATER;
    }

    private void planProbe(Verdict verdict, Endpoint endpoint, long nowNanos) {
        if (verdict.next() == Verdict.Next.CONFIRMED) {
            probe.planConfirmed(ledger);
        } else if (isRefusal(verdict)) {
            boolean byFirewall = verdict.trouble() == Trouble.FORBIDDEN;
            moves.plan(() -> endpoint.refusesEverything(byFirewall, nowNanos));
        }
        planEndOfProbe();
    }

    private void planEndOfProbe() {
        probe.planEnd();
        moves.plan(() -> probe = null);
    }
}

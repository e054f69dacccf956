// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.internal.upload.Group.Part;
import dev.amplitude4j.result.DropReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The search for the events for which a server refuses a whole request without naming them. Halves are sent one after the
 * other, from the front, so that the order of each identity holds; the lanes stay shut meanwhile. An event that is refused
 * alone counts as guilty only once a sibling of the same request was confirmed: a proxy that refuses everything proves
 * nothing. Owned by the dispatch thread.
 */
final class Bisection {

    /** So many events refused alone, and none confirmed: then it is not the events. */
    private static final int SUSPECTS_TO_ACQUIT = 3;

    private final Moves moves;
    private final Settler settler;
    private final boolean doubtsServer;
    private final boolean byFirewall;
    private final List<Lane> lanes;
    private final Deque<Group> groups = new ArrayDeque<>();
    private final Group suspects = new Group();
    private boolean out;
    private boolean confirmed;

    /** Plans the search in a refused shipment; one that doubts the server first asks it for single events from afar. */
    Bisection(Moves moves, Settler settler, Shipment refused, Verdict verdict, boolean doubtsServer) {
        this.moves = moves;
        this.settler = settler;
        this.doubtsServer = doubtsServer;
        this.byFirewall = verdict.trouble() == Trouble.FORBIDDEN;
        this.lanes = new ArrayList<>(refused.lanes());
        planDivision(planWithoutNamed(Group.of(refused), verdict));
    }

    /** Whether the next group can leave. */
    boolean isReady() {
        return !out && !groups.isEmpty();
    }

    /** Whether the search is over: every event is settled, or is a suspect without proof. */
    boolean isOver() {
        return !out && groups.isEmpty();
    }

    /** Whether everything is refused, so that no event is to blame. */
    boolean isSystemic() {
        return !out && !confirmed && suspects.parts.size() >= SUSPECTS_TO_ACQUIT;
    }

    /** Whether it was a firewall that refused the request. */
    boolean isByFirewall() {
        return byFirewall;
    }

    /** Events of the group that is next to leave. */
    int nextEvents() {
        return groups.element().events();
    }

    /** Puts the next group into a shipment. */
    void fill(Shipment shipment) {
        boolean last = suspects.parts.size() == SUSPECTS_TO_ACQUIT - 1;
        if (!confirmed && (doubtsServer || last)) {
            isolateFarEvent();
        }
        groups.element().parts.forEach(part -> moves.plan(() -> shipment.add(part.lane, part.batch)));
        moves.plan(() -> out = true);
        moves.make();
    }

    /** The group was confirmed, and is settled by the caller; this proves the suspects guilty. */
    void planConfirmed() {
        moves.plan(groups::pop);
        planVerdictOnSuspects();
        moves.plan(() -> {
            out = false;
            confirmed = true;
        });
    }

    /**
     * The group was refused: in halves again, or a suspect; events that the server named are dropped on its word. Returns how
     * many of the group are dropped.
     */
    int planRefused(Verdict verdict) {
        Group whole = groups.element();
        Group group = planWithoutNamed(whole, verdict);
        moves.plan(groups::pop);
        moves.plan(() -> out = false);
        int left = group.events();
        if (left > 1) {
            planDivision(group);
        } else if (confirmed) {
            group.parts.forEach(part -> settler.planDrop(part.batch, DropReason.REJECTED_400));
            left = 0;
        } else {
            moves.plan(() -> suspects.parts.addAll(group.parts));
        }
        return whole.events() - left;
    }

    /** The group got an answer that says nothing of its events, or never left: it is the next to leave again. */
    void planAgain() {
        moves.plan(() -> out = false);
    }

    /** Ends the search; what is not settled goes back to the front of its lane. */
    void planEnd() {
        planEnd(() -> {});
    }

    /** As {@link #planEnd()}, where the caller plans for the group in flight in its place between the others. */
    void planEnd(Runnable planInFlight) {
        Group later = new Group();
        groups.stream().skip(out ? 1 : 0).forEach(group -> later.parts.addAll(group.parts));
        planPutBack(later);
        planInFlight.run();
        planPutBack(suspects);
        moves.plan(groups::clear);
        moves.plan(suspects.parts::clear);
        moves.plan(() -> out = false);
        lanes.forEach(lane -> moves.plan(lane::back));
    }

    /** The batches held here and not in flight. */
    List<Batch> batches() {
        List<Batch> all = new ArrayList<>(suspects.batches());
        groups.stream().skip(out ? 1 : 0).forEach(group -> all.addAll(group.batches()));
        return all;
    }

    /** Events held here and not in flight. */
    int pending() {
        return suspects.events()
                + groups.stream().skip(out ? 1 : 0).mapToInt(Group::events).sum();
    }

    /**
     * Makes a single event the next group, far from the suspects: bad events come in runs, and the last word on whether it is
     * the events must not be one of the same run. Where there is another identity, its first event, so that order holds.
     */
    private void isolateFarEvent() {
        Group all = new Group();
        groups.forEach(group -> all.parts.addAll(group.parts));
        if (all.events() < 2) {
            return;
        }
        FarEvent far = FarEvent.of(suspects.batches(), all.batches());
        Part part = all.parts.get(far.batch);
        Deque<Group> rearranged = new ArrayDeque<>();
        for (Group group : groups) {
            Group without = new Group();
            for (Part each : group.parts) {
                if (each != part) {
                    without.parts.add(each);
                } else {
                    addSlice(without, part, 0, far.index);
                    addSlice(without, part, far.index + 1, part.batch.count());
                }
            }
            addUnlessEmpty(rearranged, without);
        }
        Group single = new Group();
        addSlice(single, part, far.index, far.index + 1);
        rearranged.addFirst(single);
        moves.plan(() -> {
            groups.clear();
            groups.addAll(rearranged);
        });
        moves.planFree(part.batch);
        moves.make();
    }

    /** Plans the halves of a group as the next groups; one event is its own half. */
    private void planDivision(Group group) {
        int half = group.events() / 2;
        Group front = new Group();
        Group back = new Group();
        for (Part part : group.parts) {
            int missing = half - front.events();
            if (missing >= part.batch.count()) {
                front.parts.add(part);
            } else if (missing <= 0) {
                back.parts.add(part);
            } else {
                addSlice(front, part, 0, missing);
                addSlice(back, part, missing, part.batch.count());
                moves.planFree(part.batch);
            }
        }
        moves.plan(() -> addFirstUnlessEmpty(back));
        moves.plan(() -> addFirstUnlessEmpty(front));
    }

    /** Plans to drop what the server named all the same, and returns the others. */
    private Group planWithoutNamed(Group group, Verdict verdict) {
        Group others = new Group();
        int offset = 0;
        for (Part part : group.parts) {
            Sorted sorted = new Sorted(part.batch, verdict, offset, false);
            offset += part.batch.count();
            if (sorted.drops.isEmpty()) {
                others.parts.add(part);
                continue;
            }
            sorted.drops.forEach((reason, events) -> settler.planDrop(part.batch, reason, events));
            if (!sorted.left().isEmpty()) {
                others.parts.add(new Part(part.lane, moves.copy(part.batch, sorted.left())));
            }
            moves.planFree(part.batch);
        }
        return others;
    }

    private void planVerdictOnSuspects() {
        suspects.parts.forEach(part -> settler.planDrop(part.batch, DropReason.REJECTED_400));
        moves.plan(suspects.parts::clear);
    }

    private void planPutBack(Group group) {
        for (int i = group.parts.size() - 1; i >= 0; i--) {
            Part part = group.parts.get(i);
            moves.plan(() -> part.lane.putBack(part.batch));
        }
    }

    private void addSlice(Group group, Part part, int from, int to) {
        if (from < to) {
            group.parts.add(new Part(part.lane, moves.copy(part.batch, from, to)));
        }
    }

    private void addFirstUnlessEmpty(Group group) {
        if (!group.parts.isEmpty()) {
            groups.addFirst(group);
        }
    }

    private static void addUnlessEmpty(Deque<Group> target, Group group) {
        if (!group.parts.isEmpty()) {
            target.addLast(group);
        }
    }
}

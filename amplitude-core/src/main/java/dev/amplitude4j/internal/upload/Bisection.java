// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
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

    private final BatchMemory memory;
    private final List<Lane> lanes = new ArrayList<>();
    private final Deque<List<Part>> groups = new ArrayDeque<>();
    private final List<Part> suspects = new ArrayList<>();
    private List<Part> inFlight;
    private boolean confirmed;

    /** Begins with the halves of a refused shipment. */
    Bisection(BatchMemory memory, Shipment refused) {
        this.memory = memory;
        List<Part> whole = new ArrayList<>();
        for (int i = 0; i < refused.batches().size(); i++) {
            whole.add(new Part(refused.laneOf(i), refused.batches().get(i)));
            lanes.add(refused.laneOf(i));
        }
        divide(whole);
    }

    /** Some events of one lane. */
    private static final class Part {
        final Lane lane;
        final Batch batch;

        Part(Lane lane, Batch batch) {
            this.lane = lane;
            this.batch = batch;
        }
    }

    /** Whether the next group can leave. */
    boolean isReady() {
        return inFlight == null && !groups.isEmpty();
    }

    /** Whether the search is over: every event is settled, or is a suspect without proof. */
    boolean isOver() {
        return inFlight == null && groups.isEmpty();
    }

    /** Whether everything is refused, so that no event is to blame. */
    boolean isSystemic() {
        return !confirmed && suspects.size() >= SUSPECTS_TO_ACQUIT;
    }

    /** Puts the next group into a shipment. */
    void fill(Shipment shipment) {
        if (!confirmed && suspects.size() == SUSPECTS_TO_ACQUIT - 1) {
            takeFromAfar();
        }
        inFlight = groups.pop();
        inFlight.forEach(part -> shipment.add(part.lane, part.batch));
    }

    /** The group was confirmed, which proves the suspects guilty: they are returned, to be dropped. */
    List<Batch> confirmed() {
        inFlight = null;
        confirmed = true;
        return takeSuspects();
    }

    /** The group was refused; returns the event that is thereby proven guilty, to be dropped, if any. */
    List<Batch> refused() {
        List<Part> group = inFlight;
        inFlight = null;
        if (events(group) > 1) {
            divide(group);
            return new ArrayList<>();
        }
        suspects.addAll(group);
        return confirmed ? takeSuspects() : new ArrayList<>();
    }

    /** The group got an answer that says nothing of its events: it is the next to leave again. */
    void again() {
        groups.push(inFlight);
        inFlight = null;
    }

    /** Ends the search; what is not settled goes back to the front of its lane. */
    void end() {
        end(() -> {});
    }

    /** As {@link #end()}, where the caller settles the group in flight in its place between the others. */
    void end(Runnable settleInFlight) {
        inFlight = null;
        List<Part> later = new ArrayList<>();
        groups.forEach(later::addAll);
        groups.clear();
        putBack(later);
        settleInFlight.run();
        putBack(suspects);
        suspects.clear();
        lanes.forEach(Lane::back);
        lanes.clear();
    }

    /** Events held here and not in flight. */
    int pending() {
        int events = events(suspects);
        for (List<Part> group : groups) {
            events += events(group);
        }
        return events;
    }

    /**
     * Makes a single event the next group, far from the suspects: bad events come in runs, and the last word on whether it is
     * the events must not be one of the same run. Where there is another identity, its first event, so that order holds.
     */
    private void takeFromAfar() {
        List<Part> parts = new ArrayList<>();
        groups.forEach(parts::addAll);
        if (parts.isEmpty()) {
            return;
        }
        FarEvent far = FarEvent.of(batches(suspects), batches(parts));
        Part part = parts.get(far.batch);
        for (List<Part> group : groups) {
            int at = group.indexOf(part);
            if (at >= 0) {
                group.remove(at);
                addUnlessEmpty(group, at, part, far.index + 1, part.batch.count());
                addUnlessEmpty(group, at, part, 0, far.index);
            }
        }
        groups.removeIf(List::isEmpty);
        List<Part> single = new ArrayList<>();
        addUnlessEmpty(single, 0, part, far.index, far.index + 1);
        groups.push(single);
        memory.free(part.batch);
    }

    private void addUnlessEmpty(List<Part> group, int at, Part part, int from, int to) {
        if (from < to) {
            group.add(at, new Part(part.lane, memory.copy(part.batch, from, to)));
        }
    }

    private static List<Batch> batches(List<Part> parts) {
        List<Batch> batches = new ArrayList<>();
        parts.forEach(part -> batches.add(part.batch));
        return batches;
    }

    private static void putBack(List<Part> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).lane.waiting.addFirst(parts.get(i).batch);
        }
    }

    private List<Batch> takeSuspects() {
        List<Batch> guilty = batches(suspects);
        suspects.clear();
        return guilty;
    }

    /** Puts the halves of a group on top; one event is its own half. */
    private void divide(List<Part> group) {
        int half = events(group) / 2;
        List<Part> front = new ArrayList<>();
        List<Part> back = new ArrayList<>();
        for (Part part : group) {
            int missing = half - events(front);
            if (missing >= part.batch.count()) {
                front.add(part);
            } else if (missing <= 0) {
                back.add(part);
            } else {
                front.add(new Part(part.lane, memory.copy(part.batch, 0, missing)));
                back.add(new Part(part.lane, memory.copy(part.batch, missing, part.batch.count())));
                memory.free(part.batch);
            }
        }
        groups.push(back);
        if (!front.isEmpty()) {
            groups.push(front);
        }
    }

    private static int events(List<Part> group) {
        int events = 0;
        for (Part part : group) {
            events += part.batch.count();
        }
        return events;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.internal.spool.Spool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which events of paused identities live on disk alone: where those in memory pass their bound, the youngest of each
 * lane leave, and come back when they are due. Owned by the dispatch thread.
 */
final class Spill {

    /** So many portions of a lane come back at once. */
    private static final int PORTIONS = 10;

    private final Moves moves;
    private final Lanes lanes;
    private final Disk disk;
    private final ByteBudget budget;
    private final long maxBytes;
    private final long fullBytes;
    private final long portionBytes;
    private Map<PausedLane, long[]> asked = Collections.emptyMap();

    Spill(UploadLimits limits, Moves moves, Lanes lanes, Disk disk, ByteBudget budget) {
        this.moves = moves;
        this.lanes = lanes;
        this.disk = disk;
        this.budget = budget;
        this.maxBytes = limits.maxPausedBytes;
        this.fullBytes = limits.maxMemoryBytes;
        this.portionBytes = limits.maxReturnedBytes;
    }

    /** Whether paused events take more memory than they may. */
    boolean isOver() {
        return !budget.allows(0, maxBytes) && lanes.heldBytes() > maxBytes;
    }

    /** Has paused events leave memory if they take too much of it, and on disk they are. */
    void keepBound(long nowNanos) {
        if (disk.isOn() && isOver()) {
            free(maxBytes / 2, nowNanos);
        }
    }

    /** Asks for events that may be sent now, or soon; whether there were any, and room for them. */
    boolean ask(long nowNanos) {
        if (isAwaiting() || disk.spilled() == 0) {
            return false;
        }
        if (lanes.all().stream().noneMatch(lane -> lane.fetchWaitNanos(nowNanos) == 0)) {
            return false;
        }
        free(maxBytes - portionBytes, nowNanos);
        if (!budget.allows(portionBytes, fullBytes)) {
            return false;
        }
        Map<PausedLane, long[]> due = due(nowNanos);
        long[] places = due.values().stream().reduce(new long[0], SpilledPlaces::join);
        moves.plan(() -> asked = due);
        moves.plan(() -> disk.request(places));
        moves.make();
        return true;
    }

    /** Whether events that were asked for are not back yet. */
    boolean isAwaiting() {
        return !asked.isEmpty();
    }

    /** Waits no longer for events that were asked for. */
    void miss() {
        asked = Collections.emptyMap();
    }

    /** Plans that events which were asked for are in their lanes again. */
    void planReturn(LoadedLines loaded, EventQueue queue) {
        Map<Long, PausedLane> laneOf = new HashMap<>();
        asked.forEach((lane, places) -> {
            for (long place : places) {
                laneOf.put(place, lane);
            }
        });
        Returned<PausedLane> returned = new Returned<>(loaded, queue, index -> laneOf.get(loaded.place(index)));
        for (int i = 0; i < returned.batches.size(); i++) {
            Batch batch = returned.batches.get(i);
            PausedLane lane = returned.lanes.get(i);
            moves.planReserve(batch);
            moves.plan(() -> lane.bringBack(batch));
        }
        for (int i = 0; i < loaded.count(); i++) {
            laneOf.remove(loaded.place(i));
        }
        asked.forEach((lane, places) -> {
            long[] left = loaded.isComplete() ? new long[0] : left(places, laneOf);
            moves.plan(() -> lane.spilled.replaceFirst(places.length, left));
            moves.plan(lane::closeGap);
        });
        moves.plan(() -> asked = Collections.emptyMap());
    }

    /** After how many nanoseconds to ask; what is due already and was not asked for waits for an answer. */
    long waitNanos(long nowNanos) {
        long wait = Long.MAX_VALUE;
        if (isAwaiting() || disk.spilled() == 0) {
            return wait;
        }
        for (PausedLane lane : lanes.all()) {
            long each = lane.fetchWaitNanos(nowNanos);
            wait = each > 0 ? Math.min(wait, each) : wait;
        }
        return wait;
    }

    /** The events that are due in the oldest segment with some, by lane. */
    private Map<PausedLane, long[]> due(long nowNanos) {
        Map<PausedLane, long[]> all = new LinkedHashMap<>();
        long oldest = Long.MAX_VALUE;
        for (PausedLane lane : lanes.all()) {
            if (lane.fetchWaitNanos(nowNanos) == 0) {
                long[] places = lane.spilled.first(PORTIONS * lane.portionEvents());
                all.put(lane, places);
                oldest = Math.min(oldest, places[0]);
            }
        }
        long place = oldest;
        all.values().removeIf(places -> !Spool.areTogether(place, places[0]));
        return all;
    }

    private static long[] left(long[] places, Map<Long, PausedLane> notBack) {
        long[] left = new long[0];
        for (long place : places) {
            left = notBack.containsKey(place) ? SpilledPlaces.join(left, new long[] {place}) : left;
        }
        return left;
    }

    /** Spills until the lanes hold no more than that: first all but the next portion of each, then what rests for long. */
    private void free(long targetBytes, long nowNanos) {
        List<PausedLane> all = lanes.all();
        long held = lanes.heldBytes();
        for (int i = 0; i < all.size() && held > targetBytes; i++) {
            held -= spill(all.get(i), all.get(i).portionBatches());
        }
        for (int i = 0; i < all.size() && held > targetBytes; i++) {
            held -= all.get(i).isNear(nowNanos) ? 0 : spill(all.get(i), 0);
        }
    }

    /** Spills what is on disk next to what was spilled before, but for so many of the oldest batches; returns the bytes freed. */
    private long spill(PausedLane lane, int keep) {
        List<Batch> batches = lane.batches();
        int gap = batches.size() - lane.behind();
        int from = gap;
        int to = gap;
        while (from > keep && !asked.containsKey(lane) && batches.get(from - 1).isPlaced()) {
            from--;
        }
        while (to < batches.size() && batches.get(to).isPlaced()) {
            to++;
        }
        if (from == to) {
            return 0;
        }
        long before = lane.heldBytes();
        planSpill(lane, batches, from, gap, to);
        moves.make();
        return before - lane.heldBytes();
    }

    private void planSpill(PausedLane lane, List<Batch> batches, int from, int gap, int to) {
        long[] older = places(batches.subList(from, gap));
        long[] younger = places(batches.subList(gap, to));
        List<Batch> rest = new ArrayList<>(batches.subList(0, from));
        rest.addAll(batches.subList(to, batches.size()));
        if (older.length > 0) {
            moves.plan(() -> lane.spilled.addFirst(older));
        }
        if (younger.length > 0) {
            moves.plan(() -> lane.spilled.addLast(younger));
        }
        moves.plan(() -> lane.hold(rest, batches.size() - to));
        batches.subList(from, to).forEach(moves::planSpill);
    }

    private static long[] places(List<Batch> batches) {
        long[] places = new long[batches.stream().mapToInt(Batch::count).sum()];
        int at = 0;
        for (Batch batch : batches) {
            for (int i = 0; i < batch.count(); i++) {
                places[at++] = batch.place(i);
            }
        }
        return places;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.spool.Spool;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Where on disk the events of a paused lane are that left memory, in the lane's order. Owned by the dispatch thread. */
final class SpilledPlaces {

    /** Runs are joined up to so many places, so that small batches come back together. */
    private static final int JOINED_PLACES = 512;

    private final Deque<long[]> runs = new ArrayDeque<>(1);

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Puts older events in front. */
    void addFirst(long[] places) {
        runs.addFirst(places);
    }

    /** Puts younger events behind. */
    void addLast(long[] places) {
        long[] last = runs.peekLast();
        if (last == null || last.length + places.length > JOINED_PLACES) {
            runs.addLast(places);
            return;
        }
        long[] joined = join(last, places);
        runs.pollLast();
        runs.addLast(joined);
    }

    /** The oldest events that can be read in one go and in their order, at most so many; there are some. */
    long[] first(int most) {
        long[] run = runs.getFirst();
        int places = 1;
        while (places < Math.min(run.length, most)
                && run[places] > run[places - 1]
                && Spool.areTogether(run[places], run[0])) {
            places++;
        }
        return Arrays.copyOf(run, places);
    }

    /** Puts others in the place of so many that {@link #first} gave. */
    void replaceFirst(int places, long[] by) {
        long[] first = runs.getFirst();
        long[] kept = join(by, Arrays.copyOfRange(first, places, first.length));
        runs.pollFirst();
        if (kept.length > 0) {
            runs.addFirst(kept);
        }
    }

    /** Both, one behind the other. */
    static long[] join(long[] head, long[] tail) {
        long[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}

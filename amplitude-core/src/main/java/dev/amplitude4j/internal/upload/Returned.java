// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.spool.LoadedLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events that were read back from disk, as batches again: of one lane, one generation and one doubt each, in their order. Made
 * and owned by the dispatch thread.
 *
 * @param <L> the kind of lane they go to
 */
final class Returned<L extends Lane> {

    final List<Batch> batches = new ArrayList<>();
    final List<L> lanes = new ArrayList<>();
    final List<Integer> unreadable = new ArrayList<>();
    private final EventQueue queue;
    private final LoadedLines loaded;
    private final Way<L> way;
    private final Map<L, Batch> growing = new HashMap<>();

    Returned(LoadedLines loaded, EventQueue queue, Way<L> way) {
        this.loaded = loaded;
        this.queue = queue;
        this.way = way;
        for (int i = 0; i < loaded.count(); i++) {
            add(i);
        }
    }

    /** Tells the lane of an event. */
    interface Way<L> {

        /** Fails if the event cannot be read. */
        L laneOf(int index) throws IOException;
    }

    private void add(int index) {
        int start = loaded.start(index);
        int end = loaded.end(index);
        try {
            batchFor(way.laneOf(index), index).append(loaded.bytes(), start, end, loaded.place(index));
        } catch (IOException e) {
            // Somebody else wrote that line, with a checksum that fits.
            unreadable.add(index);
        }
    }

    private Batch batchFor(L lane, int index) {
        Batch batch = growing.get(lane);
        long generation = loaded.generation(index);
        long doubt = loaded.doubtfulSinceNanos(index);
        if (batch == null || batch.generation() != generation || batch.doubtfulSinceNanos() != doubt) {
            batch = queue.newBatch();
            batch.joinGeneration(generation);
            batch.doubt(doubt);
            batches.add(batch);
            lanes.add(lane);
            growing.put(lane, batch);
        }
        return batch;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.spool.LoadedLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events that were read back from disk, as batches again: of one stripe, one generation and one doubt each, in their order. Made
 * and owned by the dispatch thread.
 */
final class Returned {

    final List<Batch> batches = new ArrayList<>();
    final List<Integer> stripes = new ArrayList<>();
    final List<Integer> unreadable = new ArrayList<>();
    private final EventQueue queue;
    private final LoadedLines loaded;
    private final Batch[] growing;

    Returned(LoadedLines loaded, EventQueue queue) {
        this.loaded = loaded;
        this.queue = queue;
        this.growing = new Batch[queue.stripeCount()];
        for (int i = 0; i < loaded.count(); i++) {
            add(i);
        }
    }

    private void add(int index) {
        int start = loaded.start(index);
        int end = loaded.end(index);
        try {
            int stripe = queue.stripeOf(RequestIds.identityHash(loaded.bytes(), start, end - start));
            batchFor(stripe, index).append(loaded.bytes(), start, end, loaded.place(index));
        } catch (IOException e) {
            // Somebody else wrote that line, with a checksum that fits.
            unreadable.add(index);
        }
    }

    private Batch batchFor(int stripe, int index) {
        Batch batch = growing[stripe];
        long generation = loaded.generation(index);
        long doubt = loaded.doubtfulSinceNanos(index);
        if (batch == null || batch.generation() != generation || batch.doubtfulSinceNanos() != doubt) {
            batch = queue.newBatch();
            batch.joinGeneration(generation);
            batch.doubt(doubt);
            batches.add(batch);
            stripes.add(stripe);
            growing[stripe] = batch;
        }
        return batch;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Changes to the books, planned first and then made one after another, so that no failure between two of them loses an event
 * or counts one twice: what fails while it is planned leaves everything as it was, what fails while it is made is made again
 * from there. Owned by the dispatch thread.
 */
final class Moves {

    private final BatchMemory memory;
    private final Disk disk;
    private final Deque<Runnable> planned = new ArrayDeque<>();
    private final List<Batch> copies = new ArrayList<>();
    private final List<Batch> freed = new ArrayList<>();
    private boolean begun;

    Moves(BatchMemory memory, Disk disk) {
        this.memory = memory;
        this.disk = disk;
    }

    /** A batch of those events, which the moves will put somewhere. */
    Batch copy(Batch batch, BitSet events) {
        Batch copy = memory.copy(batch, events);
        copies.add(copy);
        return copy;
    }

    /** A batch of the events in that range. */
    Batch copy(Batch batch, int from, int to) {
        BitSet range = new BitSet();
        range.set(from, to);
        return copy(batch, range);
    }

    /** Plans one change: a small one, which either happens or fails before it did anything. */
    void plan(Runnable move) {
        planned.addLast(move);
    }

    /** Plans that a batch is freed: its events are settled, or are in copies. */
    void planFree(Batch batch) {
        planRelease(batch);
        if (disk.isOn()) {
            plan(() -> freed.add(batch));
        }
    }

    /** Plans that a batch which came back from disk takes up room. */
    void planReserve(Batch batch) {
        plan(() -> memory.reserve(batch));
    }

    /** Plans that a batch leaves memory, and stays on disk. */
    void planStore(Batch batch) {
        plan(() -> disk.store(batch));
        planRelease(batch);
    }

    /** Plans that a batch leaves memory, and stays on disk until it is asked for. */
    void planSpill(Batch batch) {
        plan(() -> disk.spill(batch));
        planRelease(batch);
    }

    private void planRelease(Batch batch) {
        long eventBytes = batch.eventBytes();
        int events = batch.count();
        plan(batch::recycle);
        plan(() -> memory.release(eventBytes, events));
    }

    /** Makes what is planned. */
    void make() {
        begun = true;
        for (Runnable move = planned.peekFirst(); move != null; move = planned.peekFirst()) {
            move.run();
            planned.pollFirst();
        }
        if (!freed.isEmpty() || !copies.isEmpty()) {
            disk.freed(freed, copies);
            freed.clear();
        }
        copies.clear();
        begun = false;
    }

    /** After a failure: ends what was begun, or forgets what was only planned. */
    void recover() {
        if (!begun) {
            planned.clear();
            copies.forEach(this::planFree);
        }
        make();
    }
}

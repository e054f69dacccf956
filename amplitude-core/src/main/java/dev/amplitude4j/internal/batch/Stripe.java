// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The events of some identities, in the order of their acceptance: an open batch that callers append to, and sealed ones that
 * the dispatch thread takes. Thread-safe; nothing but copying happens under its lock.
 */
final class Stripe {

    static final int REFUSED = -1;
    static final int OPENED = 1;
    static final int SEALED = 2;

    private static final int FEW = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final ChunkPool pool;
    private final int maxEvents;
    private final int maxBytes;
    private final Deque<Batch> unplaced;
    private ArrayList<Batch> sealed = new ArrayList<>(FEW);
    private Batch open;
    private Batch spare;
    private boolean closed;
    private long accepted;
    private long pending;

    /** A stripe; {@code spooled} if its events are to be written to disk as well. */
    Stripe(ChunkPool pool, int maxEvents, int maxBytes, boolean spooled) {
        this.unplaced = spooled ? new ArrayDeque<>() : null;
        this.pool = pool;
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Appends one event; answers with the flags below, for the queue to act on outside the lock. */
    int append(byte[] event, int length) {
        lock.lock();
        try {
            if (closed) {
                return REFUSED;
            }
            int done = 0;
            // Lest sealing fails when the event counts already. An earlier batch may be sealed as well.
            sealed.ensureCapacity(sealed.size() + 2);
            if (hasEvents() && open.byteLength() + length + 1 > maxBytes) {
                done |= sealOpen();
            }
            if (open == null) {
                open = newBatch();
            }
            // Not of a batch that was just made: the event that it was made for may have failed, and told nobody.
            done |= open.count() == 0 ? OPENED : 0;
            open.append(event, length);
            accepted++;
            pending++;
            if (open.count() >= maxEvents || open.byteLength() >= maxBytes) {
                done = sealOpen();
            }
            return done;
        } finally {
            lock.unlock();
        }
    }

    void seal() {
        lock.lock();
        try {
            if (hasEvents()) {
                sealOpen();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes what is sealed, and leaves a batch for the next caller to open, who then need not make one. */
    List<Batch> drain() {
        lock.lock();
        try {
            if (sealed.isEmpty()) {
                return Collections.emptyList();
            }
            int events = 0;
            for (Batch batch : sealed) {
                events += batch.count();
            }
            spare = spare != null ? spare : new Batch(pool);
            ArrayList<Batch> none = new ArrayList<>(FEW);
            List<Batch> drained = Collections.unmodifiableList(sealed);
            sealed = none;
            pending -= events;
            return drained;
        } finally {
            lock.unlock();
        }
    }

    /** Copies events that are not on disk yet, in order, whoever has their batches by now; false if there are more. */
    boolean copyUnplaced(LineGroup group) {
        lock.lock();
        try {
            unplaced.removeIf(batch -> batch != open && (batch.isGone() || batch.isPlaced()));
            for (Batch batch : unplaced) {
                if (!batch.copyUnplaced(group)) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void addTo(EventQueue.Tally tally) {
        lock.lock();
        try {
            tally.accepted += accepted;
            tally.pending += pending;
        } finally {
            lock.unlock();
        }
    }

    /** An open batch has none if memory was lacking for the first. */
    private boolean hasEvents() {
        return open != null && open.count() > 0;
    }

    private Batch newBatch() {
        Batch batch = spare != null ? spare : new Batch(pool);
        if (unplaced != null) {
            unplaced.add(batch);
        }
        spare = null;
        return batch;
    }

    private int sealOpen() {
        sealed.add(open);
        open = null;
        return SEALED;
    }
}

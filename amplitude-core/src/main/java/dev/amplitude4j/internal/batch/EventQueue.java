// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import dev.amplitude4j.result.LogResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds accepted events until the dispatch thread takes them, in stripes by identity so that the order of each identity is
 * kept. Any thread may offer; one thread drains.
 */
public final class EventQueue implements Admission {

    /** Shared by all clients of the process: with device and time it keeps Amplitude from taking two events for one. */
    private static final AtomicInteger EVENT_IDS = new AtomicInteger();

    private final Stripe[] stripes;
    private final ByteBudget budget;
    private final ChunkPool pool;
    private final long maxBlockNanos;
    private final Taker taker;
    private final AtomicBoolean lingering = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * A queue.
     *
     * @param stripeCount a power of two
     * @param maxBatchEvents at which an open batch is sealed
     * @param maxBatchBytes at which an open batch is sealed
     * @param maxBlockNanos how long an offer may wait when the budget is used up; 0 for not at all
     * @param spooled whether {@link #copyUnplaced} is going to be called
     * @param taker is woken when the first event arrives and when a batch is sealed, never for every event
     */
    public EventQueue(
            int stripeCount,
            int maxBatchEvents,
            int maxBatchBytes,
            ByteBudget budget,
            ChunkPool pool,
            long maxBlockNanos,
            boolean spooled,
            Taker taker) {
        this.stripes = new Stripe[stripeCount];
        for (int i = 0; i < stripeCount; i++) {
            stripes[i] = new Stripe(pool, maxBatchEvents, maxBatchBytes, spooled);
        }
        this.budget = budget;
        this.pool = pool;
        this.maxBlockNanos = maxBlockNanos;
        this.taker = taker;
    }

    @Override
    public LogResult refusal() {
        if (closed) {
            return LogResult.CLOSED;
        }
        return budget.isFull() && maxBlockNanos == 0 ? LogResult.QUEUE_FULL : null;
    }

    @Override
    public LogResult offer(byte[] event, int length, int identityHash) {
        if (!budget.reserve(length, maxBlockNanos)) {
            return LogResult.QUEUE_FULL;
        }
        boolean taken = false;
        try {
            taken = append(event, length, identityHash);
        } finally {
            if (!taken) {
                budget.release(length, 1);
            }
        }
        return taken ? LogResult.ACCEPTED : LogResult.CLOSED;
    }

    @Override
    public int nextEventId() {
        return EVENT_IDS.incrementAndGet() & Integer.MAX_VALUE;
    }

    /** Whether events wait in open batches; asking again after {@link #sealAll} tells of later ones. */
    public boolean isLingering() {
        return lingering.get();
    }

    /** Seals every open batch, so that all that was accepted before the call can be drained. */
    public void sealAll() {
        // Cleared first: an event that comes between this line and the seal of its stripe arms the next linger for
        // nothing.
        lingering.set(false);
        boolean sealed = false;
        try {
            for (Stripe stripe : stripes) {
                stripe.seal();
            }
            sealed = true;
        } finally {
            if (!sealed) {
                lingering.set(true);
            }
        }
    }

    /** Refuses everything from now on; what is in stays. */
    public void close() {
        closed = true;
        for (Stripe stripe : stripes) {
            stripe.close();
        }
    }

    /** Number of stripes. */
    public int stripeCount() {
        return stripes.length;
    }

    /** Takes the sealed batches of a stripe, oldest first. */
    public List<Batch> drain(int stripe) {
        return stripes[stripe].drain();
    }

    /** Copies events that are not on disk yet, of every stripe in order, until the group is full; false if there are more. */
    public boolean copyUnplaced(LineGroup group) {
        boolean all = true;
        for (Stripe stripe : stripes) {
            all &= stripe.copyUnplaced(group);
        }
        return all;
    }

    /** An empty batch, for events that come another way. */
    public Batch newBatch() {
        return new Batch(pool);
    }

    /** The stripe that events of that identity go to. */
    public int stripeOf(int identityHash) {
        int spread = identityHash * 0x9E3779B9;
        return (spread >>> 16) & (stripes.length - 1);
    }

    /** Counts what was accepted and what of it is still here, from the stripes themselves. */
    public Tally tally() {
        Tally tally = new Tally();
        for (Stripe stripe : stripes) {
            stripe.addTo(tally);
        }
        return tally;
    }

    private boolean append(byte[] event, int length, int identityHash) {
        Stripe stripe = stripes[stripeOf(identityHash)];
        int done = stripe.append(event, length);
        if (done == Stripe.REFUSED) {
            return false;
        }
        boolean firstToLinger = (done & Stripe.OPENED) != 0 && lingering.compareAndSet(false, true);
        if (firstToLinger || (done & Stripe.SEALED) != 0 || taker.isGone()) {
            taker.wake();
        }
        return true;
    }

    /** Who takes the events. */
    @FunctionalInterface
    public interface Taker {

        /** There is something to take. Any thread. */
        void wake();

        /** Whether it died, so that every event should wake it. Asked for every event. */
        default boolean isGone() {
            return false;
        }
    }

    /** Events accepted ever and events held now. */
    public static final class Tally {
        long accepted;
        long pending;

        /** Events accepted since the start. */
        public long accepted() {
            return accepted;
        }

        /** Events in open and sealed batches. */
        public long pending() {
            return pending;
        }
    }
}

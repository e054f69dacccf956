// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one bound on memory: every event holds its bytes and a fixed share of bookkeeping from acceptance until it is settled,
 * wherever it is meanwhile. Any thread may reserve and release.
 */
public final class ByteBudget {

    /** What an event costs beside its bytes. */
    public static final int OVERHEAD_BYTES = 96;

    private final long maxBytes;
    private final long maxEvents;
    private final AtomicLong usedBytes = new AtomicLong();
    private final AtomicLong usedEvents = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private volatile boolean full;
    private final AtomicInteger waiting = new AtomicInteger();

    /** A budget; {@code maxEvents} 0 means that only bytes count. */
    public ByteBudget(long maxBytes, long maxEvents) {
        this.maxBytes = maxBytes;
        this.maxEvents = maxEvents;
    }

    /** Whether the last reservation failed and nothing was released since: the cheap question before an event is encoded. */
    public boolean isFull() {
        return full;
    }

    /** Bytes reserved now. */
    public long usedBytes() {
        return usedBytes.get();
    }

    /** Whether so many bytes more leave the use at or below that. */
    public boolean allows(long moreBytes, long upToBytes) {
        return usedBytes.get() + moreBytes <= upToBytes;
    }

    /**
     * Takes room for one event, waiting at most that long; false if there is none, or at an interrupt, which stays set. An
     * event that can never fit is not waited for, and does not count as full: with nothing held, no release would take the
     * mark off.
     */
    public boolean reserve(int eventBytes, long maxWaitNanos) {
        int bytes = eventBytes + OVERHEAD_BYTES;
        return bytes <= maxBytes && (tryReserve(bytes) || (maxWaitNanos > 0 && await(bytes, maxWaitNanos)));
    }

    /** Takes room whether there is any or not: for copies of what is held already, which replaces its original at once. */
    public void reserveAnyway(long eventBytes, int events) {
        usedBytes.addAndGet(eventBytes + (long) events * OVERHEAD_BYTES);
        countEvents(events);
    }

    /** Gives the room of events back. */
    public void release(long eventBytes, int events) {
        usedBytes.addAndGet(-(eventBytes + (long) events * OVERHEAD_BYTES));
        countEvents(-events);
        full = false;
        if (waiting.get() > 0) {
            lock.lock();
            try {
                released.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean tryReserve(int bytes) {
        if (usedBytes.addAndGet(bytes) <= maxBytes && countEvent()) {
            return true;
        }
        usedBytes.addAndGet(-bytes);
        full = true;
        // A release between the two lines above would go unseen, and with nothing left to release the mark would stay.
        if (usedBytes.get() + bytes <= maxBytes && (maxEvents == 0 || usedEvents.get() < maxEvents)) {
            full = false;
        }
        return false;
    }

    private boolean countEvent() {
        if (maxEvents == 0 || usedEvents.incrementAndGet() <= maxEvents) {
            return true;
        }
        usedEvents.decrementAndGet();
        return false;
    }

    private void countEvents(int events) {
        if (maxEvents != 0) {
            usedEvents.addAndGet(events);
        }
    }

    private boolean await(int bytes, long maxWaitNanos) {
        if (Thread.currentThread().isInterrupted()) {
            return false;
        }
        lock.lock();
        waiting.incrementAndGet();
        try {
            long leftNanos = maxWaitNanos;
            while (leftNanos > 0) {
                if (tryReserve(bytes)) {
                    return true;
                }
                leftNanos = released.awaitNanos(leftNanos);
            }
            return tryReserve(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }
}

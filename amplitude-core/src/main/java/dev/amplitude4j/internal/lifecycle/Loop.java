// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.AmplitudeThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A thread of ours that takes one turn after another, sleeps as long as the turn says, and can be woken and handed tasks by any
 * thread. Nothing that a turn throws ends it; should it die all the same, whoever wakes it next starts another.
 */
final class Loop {

    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MIN_LIFE_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final String name;
    private final LongSupplier turn;
    private final Runnable onError;
    private final TaskQueue tasks = new TaskQueue();
    private volatile Thread thread;
    private volatile boolean asleep;
    private volatile boolean woken;
    private volatile boolean stopped;
    private volatile boolean ended;
    private volatile boolean gone;
    private long startedNanos;
    private boolean revived;

    /**
     * A loop that is not started.
     *
     * @param turn does what can be done now, and says after how many nanoseconds to do so again
     * @param onError counts what a turn throws
     */
    Loop(String name, LongSupplier turn, Runnable onError) {
        this.name = name;
        this.turn = turn;
        this.onError = onError;
    }

    /** Where no thread is to be had, whoever wakes it later tries again. */
    synchronized void start() {
        startedNanos = System.nanoTime();
        gone = false; // First, lest the thread dies before that.
        try {
            Thread next = new AmplitudeThread(this::run, name);
            thread = next;
            next.start();
        } catch (OutOfMemoryError e) {
            gone = true; // The system has no thread left, or no memory for one.
        }
    }

    /** Whether there should be a thread and is none, so that it is worth waking. Any thread. */
    boolean isGone() {
        return gone && !ended;
    }

    /** Makes the next turn come at once; cheap while one is being taken. Any thread. */
    void wake() {
        woken = true;
        Thread current = thread;
        if (asleep) {
            LockSupport.unpark(current);
        }
        if (gone && !ended && !isAlive(current)) {
            revive(current);
        }
    }

    /** Whether it was woken since it last slept: for a test that takes the turns itself. */
    boolean takeWoken() {
        boolean was = woken;
        woken = false;
        return was;
    }

    /** Hands a task over; after the end, it is done by whoever asks. Any thread. */
    void execute(Runnable work) {
        tasks.add(work);
        wake();
        if (ended) {
            tasks.runAll();
        }
    }

    /** Does the tasks there are. Part of a turn. */
    void runTasks() {
        tasks.runAll();
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** Lets the turn that is being taken be the last one. */
    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    boolean isStopped() {
        return stopped;
    }

    /** As a turn, but nothing escapes; a failed task is tried again at once, which ends after a few times. */
    long safeTurn() {
        try {
            return turn.getAsLong();
        } catch (Throwable e) {
            onError.run();
            return hasTasks() ? 0 : PAUSE_AFTER_ERROR_NANOS;
        }
    }

    /** A thread that keeps dying is not revived in a hurry: ten times a minute at most. */
    private synchronized void revive(Thread dead) {
        if (thread == dead && !isAlive(dead) && (!revived || System.nanoTime() - startedNanos >= MIN_LIFE_NANOS)) {
            revived = true;
            start();
        }
    }

    private static boolean isAlive(Thread thread) {
        return thread != null && thread.isAlive();
    }

    private void run() {
        boolean orderly = false;
        try {
            while (!stopped) {
                sleep(safeTurn());
            }
            ended = true;
            runTasks();
            orderly = true;
        } finally {
            if (!orderly) {
                gone = true;
            }
        }
    }

    private void sleep(long nanos) {
        asleep = true;
        if (!woken && nanos > 0 && !stopped) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        asleep = false;
        woken = false;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.internal.spool.Recovered;
import dev.amplitude4j.internal.spool.Spool;
import dev.amplitude4j.internal.upload.Disk;
import dev.amplitude4j.internal.upload.WriteAhead;
import dev.amplitude4j.result.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that touches the disk: writes what was accepted, reads back what was written, and looks for what others left;
 * only for the medium another one waits. It may be as slow as the disk is; nobody waits for it but a flush or the end, and
 * those with a deadline. A test drives {@link #turn} itself instead of starting the thread.
 */
public final class SpoolThread {

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long TROUBLED_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Spool spool;
    private final Clock clock;
    private final Loop loop;
    private final WriteAhead writeAhead;
    private EventQueue queue;
    private Dispatcher dispatcher;
    private final List<Recovered> told = new ArrayList<>();
    private long toldNanos;
    private long[] wanted;
    private long loadNanos;
    private CompletableFuture<Boolean> end;
    private CompletableFuture<Boolean> lastSync;

    /** A thread that is not started. */
    public SpoolThread(Spool spool, Ledger ledger, Clock clock) {
        this.spool = spool;
        this.clock = clock;
        this.loop = new Loop("amplitude-spool", this::turn, () -> ledger.count(Counter.WORKER_ERRORS, 1));
        this.writeAhead = new WriteAhead(spool, clock, loop::wake);
        spool.wakeBy(loop::wake);
    }

    /** What delivery asks of the disk. */
    public Disk disk() {
        return writeAhead;
    }

    /** What is kept. */
    public Spool spool() {
        return spool;
    }

    /** Starts it, for the events of that queue, which that dispatcher delivers. */
    public void start(EventQueue events, Dispatcher delivery) {
        serve(events, delivery);
        loop.start();
    }

    void serve(EventQueue events, Dispatcher delivery) {
        queue = events;
        dispatcher = delivery;
        writeAhead.serve(events);
    }

    /** Makes it look for work. Any thread. */
    public void wake() {
        loop.wake();
    }

    /** Whether the thread should be there and is not, so that waking it starts another. Any thread. */
    boolean isGone() {
        return loop.isGone();
    }

    /** Writes what was accepted so far, and makes all that is written durable; false if it may not be. Any thread. */
    public CompletableFuture<Boolean> persist() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.execute(() -> {
            if (end != null || loop.isStopped()) {
                done.complete(false);
                return;
            }
            writeAhead.write();
            Future<?> unused = spool.sync().thenAccept(done::complete);
        });
        return done;
    }

    /** Makes all that was written durable, gives the directories back and ends; whether that went well. Any thread. */
    public CompletableFuture<Boolean> stop() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.execute(() -> {
            end = done;
            lastSync = CompletableFuture.completedFuture(false);
            lastSync = spool.sync();
        });
        return done;
    }

    /** As {@link #turn}, but nothing escapes. */
    long turnSafely() {
        loop.takeWoken();
        return loop.safeTurn();
    }

    boolean isWoken() {
        return loop.takeWoken();
    }

    /** Does all that can be done now; returns after how many nanoseconds to look again. */
    long turn() {
        loop.runTasks();
        if (loop.isStopped()) {
            return 0;
        }
        if (end != null) {
            spool.keepUp();
            return lastSync.isDone() ? finish() : Long.MAX_VALUE;
        }
        boolean lingered = queue.isLingering();
        boolean written = writeAhead.write();
        spool.keepUp();
        if (writeAhead.takeAwaited()) {
            dispatcher.wake();
        }
        recover();
        load();
        return waitNanos(written, lingered);
    }

    private long finish() {
        loop.stop();
        try {
            spool.close();
        } finally {
            end.complete(lastSync.getNow(false));
        }
        return 0;
    }

    /** Tells of what was found until it is counted: the dispatch thread may have failed to, for lack of memory. */
    private void recover() {
        told.removeIf(Recovered::isCounted);
        if (!told.isEmpty() && clock.nanoTime() - toldNanos >= RETRY_NANOS) {
            toldNanos = clock.nanoTime();
            told.forEach(dispatcher::admit);
        }
        Recovered found = spool.recover();
        if (found != null) {
            told.add(found);
            toldNanos = clock.nanoTime();
            dispatcher.admit(found);
        }
    }

    /** Answers a request for events; one that the disk refuses is tried again, so that the request stands. */
    private void load() {
        long[] asked = writeAhead.takeRequest();
        wanted = asked == null ? wanted : asked;
        if (wanted == null || clock.nanoTime() - loadNanos < 0) {
            return;
        }
        boolean next = wanted.length == 0;
        LoadedLines loaded = next ? spool.load() : spool.load(wanted);
        if (loaded == null && (!next || spool.waiting() > 0)) {
            loadNanos = clock.nanoTime() + RETRY_NANOS;
            return;
        }
        dispatcher.takeBack(loaded);
        wanted = null;
    }

    /** What lingered may have grown during the write and been sealed before its end, of which nobody tells. */
    private long waitNanos(boolean written, boolean lingered) {
        if (loop.hasTasks()) {
            return 0;
        }
        long wait = spool.waitNanos();
        if (wanted != null) {
            wait = Math.min(wait, Math.max(0, loadNanos - clock.nanoTime()));
        }
        if (!told.isEmpty()) {
            wait = Math.min(wait, Math.max(0, RETRY_NANOS - (clock.nanoTime() - toldNanos)));
        }
        if (!written) {
            return Math.min(wait, TROUBLED_TICK_NANOS);
        }
        return lingered || queue.isLingering() ? Math.min(wait, TICK_NANOS) : wait;
    }
}

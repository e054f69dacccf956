// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.internal.upload.Envelope;
import dev.amplitude4j.internal.upload.RequestIds;
import dev.amplitude4j.internal.upload.Shipment;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadResponse;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The one thread that owns everything behind the queue. Others hand it tasks; a test drives {@link #turn} itself instead of
 * starting the thread.
 */
public final class Dispatcher {

    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Clock clock;
    private final Ledger ledger;
    private final Uploader uploader;
    private final Envelope envelope;
    private final Transport transport;
    private final Supplier<ResponseReader> newReader;
    private final long lingerNanos;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread = new AmplitudeThread(this::run, "amplitude-dispatch");
    private EventQueue queue;
    private ResponseReader reader;
    private boolean lingerTimed;
    private long lingerEndNanos;
    private volatile boolean asleep;
    private volatile boolean woken;
    private volatile boolean stopped;
    private volatile boolean ended;

    /** A dispatcher; {@code newReader} is asked at the first answer, since it loads the JSON library. */
    public Dispatcher(
            Clock clock,
            Ledger ledger,
            Uploader uploader,
            Envelope envelope,
            Transport transport,
            Supplier<ResponseReader> newReader,
            long lingerNanos) {
        this.clock = clock;
        this.ledger = ledger;
        this.uploader = uploader;
        this.envelope = envelope;
        this.transport = transport;
        this.newReader = newReader;
        this.lingerNanos = lingerNanos;
    }

    /** Starts the thread, for the events of that queue. */
    public void start(EventQueue events) {
        serve(events);
        thread.start();
    }

    void serve(EventQueue events) {
        queue = events;
    }

    /** Makes the thread look for work; cheap when it is awake. Any thread. */
    public void wake() {
        woken = true;
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Hands everything accepted so far to the uploader; the watch completes when all of it is settled. Any thread. */
    public Ledger.Watch flush() {
        Ledger.Watch watch = new Ledger.Watch();
        execute(() -> collectAll(watch));
        return watch;
    }

    /** Tries at once what waits for a better moment. Any thread. */
    public void hurry() {
        execute(() -> locked(() -> uploader.hurry(clock.nanoTime())));
    }

    /** Gives up what is left and ends the thread; completes when nothing is pending any more. Any thread. */
    public CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        execute(() -> {
            collectAll(new Ledger.Watch());
            locked(uploader::abandon);
            transport.close();
            stopped = true;
            done.complete(null);
        });
        return done;
    }

    /** Does all that can be done now; returns after how many nanoseconds to look again. */
    long turn() {
        runTasks();
        if (stopped) {
            return 0;
        }
        long now = clock.nanoTime();
        sealWhatLingered(now);
        giveUpOverdue(now);
        locked(() -> uploader.collect(queue));
        for (Shipment shipment = next(now); shipment != null; shipment = next(now)) {
            send(shipment);
        }
        return tasks.isEmpty() ? waitNanos(now) : 0;
    }

    private void run() {
        while (!stopped) {
            long waitNanos;
            try {
                waitNanos = turn();
            } catch (Throwable e) {
                // The batches are in the uploader's lanes, not in a variable here: nothing is lost with this turn.
                ledger.noteWorkerError();
                waitNanos = PAUSE_AFTER_ERROR_NANOS;
            }
            sleep(waitNanos);
        }
        ended = true;
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void sleep(long nanos) {
        asleep = true;
        if (!woken && nanos > 0) {
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        asleep = false;
        woken = false;
    }

    private void execute(Runnable task) {
        tasks.add(task);
        wake();
        // After the end nobody polls; what is asked then is answered by whoever asks.
        if (ended && tasks.remove(task)) {
            task.run();
        }
    }

    private void locked(Runnable move) {
        ledger.lock();
        try {
            move.run();
        } finally {
            ledger.unlock();
        }
    }

    private void collectAll(Ledger.Watch watch) {
        queue.sealAll();
        lingerTimed = false;
        ledger.lock();
        try {
            uploader.collect(queue);
            ledger.follow(watch, uploader.endGeneration(), uploader.pending());
        } finally {
            ledger.unlock();
        }
    }

    private void sealWhatLingered(long now) {
        if (!queue.isLingering()) {
            lingerTimed = false;
            return;
        }
        if (!lingerTimed) {
            lingerTimed = true;
            lingerEndNanos = now + lingerNanos;
        }
        if (now - lingerEndNanos >= 0) {
            lingerTimed = false;
            queue.sealAll();
        }
    }

    private void giveUpOverdue(long now) {
        ledger.lock();
        try {
            for (Shipment shipment : uploader.overdue(now)) {
                shipment.giveUp();
                Throwable late = new UploadFailure(new TimeoutException("the transport kept no deadline"), true);
                settle(shipment, null, late);
            }
        } finally {
            ledger.unlock();
        }
    }

    private Shipment next(long now) {
        ledger.lock();
        try {
            return uploader.next(envelope, clock.currentTimeMillis(), now);
        } finally {
            ledger.unlock();
        }
    }

    /** Outside the lock, since a transport may be anybody's. */
    private void send(Shipment shipment) {
        CompletableFuture<UploadResponse> answer;
        try {
            answer = transport.send(shipment);
        } catch (RuntimeException | Error e) {
            answer = new CompletableFuture<>();
            answer.completeExceptionally(new UploadFailure(e, true));
        }
        shipment.sentAs(answer);
        Future<?> unused = answer.whenComplete(
                (response, failure) -> execute(() -> locked(() -> settle(shipment, response, failure))));
    }

    private void settle(Shipment shipment, UploadResponse response, Throwable failure) {
        if (reader == null) {
            reader = newReader.get();
        }
        RequestIds ids = new RequestIds(shipment.batches());
        Verdict verdict = failure == null
                ? reader.read(response, ids, clock.currentTimeMillis())
                : reader.readFailure(cause(failure), mayHaveArrived(failure), ids);
        uploader.settle(shipment, failure == null ? response.status() : 0, verdict, clock.nanoTime());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static boolean mayHaveArrived(Throwable failure) {
        Throwable cause = cause(failure);
        return !(cause instanceof UploadFailure) || ((UploadFailure) cause).bodyStarted();
    }

    private long waitNanos(long now) {
        long lingerWait = Long.MAX_VALUE;
        if (queue.isLingering()) {
            lingerWait = lingerTimed ? Math.max(0, lingerEndNanos - now) : 0;
        }
        ledger.lock();
        try {
            return Math.min(lingerWait, uploader.waitNanos(now));
        } finally {
            ledger.unlock();
        }
    }
}

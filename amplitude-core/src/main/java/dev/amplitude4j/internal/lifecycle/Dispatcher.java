// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.internal.spool.Recovered;
import dev.amplitude4j.internal.upload.Shipment;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The one thread that owns everything behind the queue. Others hand it tasks; a test drives {@link #turn} itself instead of
 * starting the thread.
 */
public final class Dispatcher {

    private final Clock clock;
    private final Ledger ledger;
    private final Uploader uploader;
    private final Transport transport;
    private final AnswerJudge judge;
    private final Linger linger;
    private final Loop loop;
    private EventQueue queue;

    /** Whether the books are still to be set right after a failure. */
    private boolean broken;

    /** A dispatcher; {@code newReader} is asked at the first answer, since it loads the JSON library. */
    public Dispatcher(
            Clock clock,
            Ledger ledger,
            Uploader uploader,
            Transport transport,
            Supplier<ResponseReader> newReader,
            long lingerNanos) {
        this.clock = clock;
        this.ledger = ledger;
        this.uploader = uploader;
        this.transport = transport;
        this.judge = new AnswerJudge(clock, ledger, newReader);
        this.linger = new Linger(lingerNanos);
        this.loop = new Loop("amplitude-dispatch", this::turn, () -> ledger.count(Counter.WORKER_ERRORS, 1));
    }

    /** Starts the thread, for the events of that queue. */
    public void start(EventQueue events) {
        serve(events);
        loop.start();
    }

    void serve(EventQueue events) {
        queue = events;
    }

    /** Makes the thread look for work; cheap when it is awake. Any thread. */
    public void wake() {
        loop.wake();
    }

    /** Whether the thread should be there and is not, so that waking it starts another. Any thread. */
    boolean isGone() {
        return loop.isGone();
    }

    /** Hands everything accepted so far to the uploader; the watch completes when all of it is settled. Any thread. */
    public Ledger.Watch flush() {
        Ledger.Watch watch = new Ledger.Watch();
        loop.execute(() -> collectAll(watch));
        return watch;
    }

    /** Tries at once what waits for a better moment. Any thread. */
    public void hurry() {
        loop.execute(() -> locked(() -> uploader.hurry(clock.nanoTime())));
    }

    /** Counts what an earlier life left on disk. The spool's thread. */
    void admit(Recovered recovered) {
        loop.execute(() -> locked(() -> uploader.admit(recovered)));
    }

    /** Takes events back that the uploader asked the disk for. The spool's thread. */
    void takeBack(LoadedLines loaded) {
        Runnable move = () -> uploader.takeBack(loaded, queue);
        loop.execute(() -> takeBack(move));
    }

    /** If it fails, they are asked for anew: nobody else would, and without them nothing younger leaves. */
    private void takeBack(Runnable move) {
        boolean taken = false;
        try {
            locked(move);
            taken = true;
        } finally {
            if (!taken) {
                miss();
            }
        }
    }

    private void miss() {
        ledger.lock();
        try {
            uploader.miss();
        } finally {
            ledger.unlock();
        }
    }

    /**
     * Gives up what is under way and ends the thread; completes when nothing is pending any more but what is on disk. Any
     * thread.
     */
    public CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        int[] failures = new int[1];
        loop.execute(() -> end(done, failures));
        return done;
    }

    /** As {@link #turn}, but nothing escapes: after a failure the books are set right, and work goes on in a second. */
    long turnSafely() {
        return loop.safeTurn();
    }

    /** Does all that can be done now; returns after how many nanoseconds to look again. */
    long turn() {
        loop.runTasks();
        if (loop.isStopped()) {
            return 0;
        }
        long now = clock.nanoTime();
        linger.sealWhatLingered(queue, now);
        giveUpOverdue(now);
        locked(() -> uploader.collect(queue));
        for (Shipment shipment = next(now); shipment != null; shipment = next(now)) {
            send(shipment);
        }
        locked(() -> uploader.exchangeWithDisk(now));
        return loop.hasTasks() ? 0 : waitNanos(now);
    }

    private void locked(Runnable move) {
        ledger.lock();
        try {
            recover();
            move.run();
        } catch (Throwable e) {
            broken = true;
            recover();
            throw e;
        } finally {
            ledger.unlock();
        }
    }

    /** Where memory is lacking, this may fail as well: then it comes before anything else. */
    private void recover() {
        if (broken) {
            uploader.recover();
            broken = false;
        }
    }

    private void collectAll(Ledger.Watch watch) {
        linger.sealAll(queue);
        locked(() -> {
            uploader.collect(queue);
            ledger.follow(watch, uploader.endGeneration(), uploader.pendingOwn());
        });
    }

    private void end(CompletableFuture<Void> done, int[] failures) {
        try {
            collectAll(new Ledger.Watch());
            locked(() -> uploader.abandon(clock.nanoTime()));
            transport.close();
        } catch (RuntimeException | Error e) {
            if (++failures[0] < TaskQueue.MAX_FAILURES) {
                throw e;
            }
            ledger.count(Counter.WORKER_ERRORS, 1);
        }
        loop.stop();
        done.complete(null);
    }

    private void giveUpOverdue(long now) {
        locked(() -> {
            for (Shipment shipment : uploader.overdue(now)) {
                shipment.giveUp();
                Throwable late = new UploadFailure(new TimeoutException("the transport kept no deadline"), true);
                settle(shipment, null, late);
            }
        });
    }

    private Shipment next(long now) {
        Shipment[] next = new Shipment[1];
        locked(() -> next[0] = uploader.next(clock.currentTimeMillis(), now));
        return next[0];
    }

    /** Outside the lock, since a transport may be anybody's. */
    private void send(Shipment shipment) {
        CompletableFuture<UploadResponse> answer;
        try {
            answer = Objects.requireNonNull(transport.send(shipment), "the transport gave no future");
        } catch (RuntimeException | Error e) {
            answer = new CompletableFuture<>();
            answer.completeExceptionally(new UploadFailure(e, true));
        }
        shipment.sentAs(answer, clock.nanoTime());
        Future<?> unused = answer.whenComplete(
                (response, failure) -> loop.execute(() -> locked(() -> settle(shipment, response, failure))));
    }

    /** Nothing happens if the attempt was given up before, or settled in spite of a failure. */
    private void settle(Shipment shipment, UploadResponse response, Throwable failure) {
        if (!uploader.awaits(shipment)) {
            return;
        }
        Verdict verdict = judge.judge(shipment, response, failure);
        uploader.settle(shipment, failure == null ? response.status() : 0, verdict, clock.nanoTime());
    }

    private long waitNanos(long now) {
        ledger.lock();
        try {
            return Math.min(linger.waitNanos(queue, now), uploader.waitNanos(now));
        } finally {
            ledger.unlock();
        }
    }
}

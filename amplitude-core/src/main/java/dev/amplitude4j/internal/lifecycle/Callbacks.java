// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.internal.upload.UploadListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the user's delegate and the status channel, on a thread of its own that exists while there is something to tell: a
 * delegate that blocks stops what it is told, not the delivery. That is said once a call takes more than a second: when it
 * ends, or when there is something else to tell.
 */
public final class Callbacks implements UploadListener {

    private static final int IDLE_SECONDS = 1;
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_COMPLAINTS = 10;
    private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String LATE = "something that the client tells, its upload delegate, status listener or what"
            + " follows a flush, has taken more than 1 s; the others wait for it, delivery goes on";

    private final UploadDelegate delegate;
    private final Diagnostics diagnostics;
    private final Clock clock;
    private final ThreadPoolExecutor executor;

    /** For complaints of the other one's thread while that is blocked. Whoever hands something over holds locks. */
    private final ThreadPoolExecutor complaints;

    private volatile long startedNanos;
    /** Whether a call is under way that nobody has complained of. */
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Tells {@code delegate}, which may be null. */
    public Callbacks(UploadDelegate delegate, Diagnostics diagnostics, Clock clock) {
        this.delegate = delegate;
        this.diagnostics = diagnostics;
        this.clock = clock;
        this.executor = AmplitudeThread.executor("amplitude-callbacks", IDLE_SECONDS, MAX_WAITING);
        this.complaints = AmplitudeThread.executor("amplitude-complaints", IDLE_SECONDS, MAX_COMPLAINTS);
    }

    @Override
    public void uploaded(UploadReport report, Trouble trouble) {
        if (trouble != null) {
            run(() -> diagnostics.warn("upload " + trouble, Advice.onTrouble(report, trouble)));
        }
        if (delegate != null) {
            run(() -> delegate.onUpload(report));
        }
    }

    @Override
    public void dropped(DropReason reason, int events) {
        run(() -> diagnostics.warnEvents("drop " + reason, "dropped", events, Advice.onDrop(reason)));
        if (delegate != null) {
            run(() -> delegate.onDrop(reason, events));
        }
    }

    @Override
    public void noticed(Notice notice) {
        run(() -> diagnostics.warn("notice " + notice, Advice.onNotice(notice)));
    }

    /** Runs whatever may call code that is not ours. */
    void run(Runnable call) {
        try {
            executor.execute(() -> timed(call));
        } catch (RejectedExecutionException e) {
            complainApart("callbacks", "the upload delegate does not keep up: it is not told of some requests");
        } catch (OutOfMemoryError e) {
            // No thread is to be had to tell it: delivery goes on untold.
        }
        complainIfLate();
    }

    /** As {@link #run}, but what cannot wait for its turn is run by the caller: for what must not be left out. */
    public void runAnyway(Runnable call) {
        try {
            executor.execute(() -> timed(call));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            guarded(call);
        }
        complainIfLate();
    }

    /** Lets what waits be told within that time, then ends. */
    public void close(long maxWaitNanos) {
        CompletableFuture<Void> last = new CompletableFuture<>();
        run(() -> last.complete(null));
        executor.shutdown();
        Patience.await(last, maxWaitNanos);
        complaints.shutdown();
    }

    private void timed(Runnable call) {
        startedNanos = clock.nanoTime();
        watched.set(true);
        guarded(call);
        complainIfLate();
        watched.set(false);
    }

    private void complainIfLate() {
        if (watched.get() && clock.nanoTime() - startedNanos > LATE_NANOS && watched.compareAndSet(true, false)) {
            complainApart("late callback", LATE);
        }
    }

    private void complainApart(String reason, String message) {
        try {
            complaints.execute(() -> diagnostics.warn(reason, message));
        } catch (RuntimeException | Error e) {
            // Enough of them wait already, or no thread is to be had.
        }
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            complain(e);
        }
    }

    /** Nothing may end the thread, even where memory or descriptors are lacking for the complaint as well. */
    private void complain(Throwable failure) {
        try {
            diagnostics.warn(
                    "delegate",
                    "the upload delegate failed with " + failure.getClass().getName());
        } catch (RuntimeException | Error e) {
            // The next one may be heard again.
        }
    }
}

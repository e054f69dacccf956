// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.AmplitudeThread;
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

/**
 * Tells the user's delegate and the status channel, on a thread of its own that exists while there is something to tell: a
 * delegate that blocks stops what it is told, not the delivery.
 */
public final class Callbacks implements UploadListener {

    private static final int IDLE_SECONDS = 1;
    private static final int MAX_WAITING = 10_000;

    private final UploadDelegate delegate;
    private final Diagnostics diagnostics;
    private final ThreadPoolExecutor executor;

    /** Tells {@code delegate}, which may be null. */
    public Callbacks(UploadDelegate delegate, Diagnostics diagnostics) {
        this.delegate = delegate;
        this.diagnostics = diagnostics;
        this.executor = AmplitudeThread.executor("amplitude-callbacks", IDLE_SECONDS, MAX_WAITING);
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
            executor.execute(() -> guarded(call));
        } catch (RejectedExecutionException e) {
            diagnostics.warn("callbacks", "the upload delegate does not keep up: it is not told of some requests");
        } catch (OutOfMemoryError e) {
            // No thread is to be had to tell it: delivery goes on untold.
        }
    }

    /** As {@link #run}, but what cannot wait for its turn is run by the caller: for what must not be left out. */
    public void runAnyway(Runnable call) {
        try {
            executor.execute(() -> guarded(call));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            guarded(call);
        }
    }

    /** Lets what waits be told within that time, then ends. */
    public void close(long maxWaitNanos) {
        CompletableFuture<Void> last = new CompletableFuture<>();
        run(() -> last.complete(null));
        executor.shutdown();
        Patience.await(last, maxWaitNanos);
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

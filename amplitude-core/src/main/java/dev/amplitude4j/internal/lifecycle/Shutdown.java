// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.result.FlushResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a client within its budget, whatever server, disk and delegate do: refuses new events, sends while nine tenths of the
 * time last, gives up the rest; with a spool, sends half of the time and leaves the rest on disk. The first caller does it,
 * later ones wait for the same end.
 */
public final class Shutdown {

    /** What may be added to the budget for giving up what is left, in nanoseconds. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Of that, what the disk may take. */
    private static final long DISK_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventQueue queue;
    private final Dispatcher dispatcher;
    private final SpoolThread spool;
    private final Callbacks callbacks;
    private final Ledger ledger;
    private final Clock clock;
    private final Runnable lastWord;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<FlushResult> end = new CompletableFuture<>();

    /** What the last flush sees, once it has begun. */
    private volatile Ledger.Watch last;

    /** A shutdown that has not begun; {@code spool} may be null, {@code lastWord} runs when all is settled. */
    public Shutdown(
            EventQueue queue,
            Dispatcher dispatcher,
            SpoolThread spool,
            Callbacks callbacks,
            Ledger ledger,
            Clock clock,
            Runnable lastWord) {
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.spool = spool;
        this.callbacks = callbacks;
        this.ledger = ledger;
        this.clock = clock;
        this.lastWord = lastWord;
    }

    /** Whether it has begun. */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Ends the client within the budget, or waits that long for the end that another caller began, and tells how far it is. */
    public FlushResult within(long budgetNanos) {
        if (begun.compareAndSet(false, true)) {
            end.complete(run(clock.nanoTime(), budgetNanos));
        }
        FlushResult result = Patience.await(end, budgetNanos + GRACE_NANOS).orElse(null);
        return result != null ? result : progress();
    }

    /** Never nothing where something is left, which would look like a good end. */
    private FlushResult progress() {
        Ledger.Watch seen = last;
        Optional<FlushResult> progress = seen == null ? Optional.empty() : ledger.progress(seen);
        return progress.orElseGet(() -> new FlushResult(0, 0, queue.tally().pending()));
    }

    private FlushResult run(long startNanos, long budgetNanos) {
        queue.close();
        Ledger.Watch watch = dispatcher.flush();
        last = watch;
        dispatcher.hurry();
        long sendingNanos = spool == null ? budgetNanos - budgetNanos / 10 : budgetNanos / 2;
        Patience.await(watch, startNanos + sendingNanos - clock.nanoTime());
        if (spool != null) {
            Patience.await(spool.persist(), startNanos + budgetNanos + DISK_GRACE_NANOS - clock.nanoTime());
        }
        long endNanos = startNanos + budgetNanos + GRACE_NANOS;
        Patience.await(dispatcher.stop(), endNanos - clock.nanoTime());
        boolean durable = spool != null
                && Patience.await(spool.stop(), endNanos - clock.nanoTime()).orElse(false);
        lastWord.run();
        callbacks.close(Math.min(GRACE_NANOS, endNanos - clock.nanoTime()));
        FlushResult result = progress();
        return durable
                ? new FlushResult(result.delivered(), result.dropped(), result.pending(), result.pending())
                : result;
    }
}

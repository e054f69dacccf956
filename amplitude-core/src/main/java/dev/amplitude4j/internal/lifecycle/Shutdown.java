// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.result.FlushResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a client within its budget, whatever server and delegate do: refuses new events, sends while nine tenths of the time
 * last, gives up the rest. The first caller does it, later ones wait for the same end.
 */
public final class Shutdown {

    /** What may be added to the budget for giving up what is left, in nanoseconds. */
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final FlushResult NOTHING = new FlushResult(0, 0, 0);

    private final EventQueue queue;
    private final Dispatcher dispatcher;
    private final Callbacks callbacks;
    private final Ledger ledger;
    private final Clock clock;
    private final Runnable lastWord;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<FlushResult> end = new CompletableFuture<>();

    /** A shutdown that has not begun; {@code lastWord} runs when all is settled. */
    public Shutdown(
            EventQueue queue,
            Dispatcher dispatcher,
            Callbacks callbacks,
            Ledger ledger,
            Clock clock,
            Runnable lastWord) {
        this.queue = queue;
        this.dispatcher = dispatcher;
        this.callbacks = callbacks;
        this.ledger = ledger;
        this.clock = clock;
        this.lastWord = lastWord;
    }

    /** Whether it has begun. */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Ends the client within the budget, or waits that long for the end that another caller began. */
    public FlushResult within(long budgetNanos) {
        if (begun.compareAndSet(false, true)) {
            end.complete(run(clock.nanoTime(), budgetNanos));
        }
        return Patience.await(end, budgetNanos + GRACE_NANOS).orElse(NOTHING);
    }

    private FlushResult run(long startNanos, long budgetNanos) {
        queue.close();
        Ledger.Watch watch = dispatcher.flush();
        dispatcher.hurry();
        long sendingNanos = budgetNanos - budgetNanos / 10;
        Patience.await(watch, startNanos + sendingNanos - clock.nanoTime());
        long endNanos = startNanos + budgetNanos + GRACE_NANOS;
        Patience.await(dispatcher.stop(), endNanos - clock.nanoTime());
        lastWord.run();
        callbacks.close(Math.min(GRACE_NANOS, endNanos - clock.nanoTime()));
        return ledger.progress(watch).orElse(NOTHING);
    }
}

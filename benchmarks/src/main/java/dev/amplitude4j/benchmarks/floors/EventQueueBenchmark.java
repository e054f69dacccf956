// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.result.LogResult;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The hand-off of an encoded event of 390 bytes, with the emptying of what is sealed, which whoever sees it does; run it with
 * {@code -t 1}, {@code -t 2} and {@code -t 4}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventQueueBenchmark {

    private static final int EVENT_BYTES = 390;
    private static final int STRIPES = 8;
    private static final int BATCH_EVENTS = 1_000;
    private static final int BATCH_BYTES = 900_000;
    private static final long BUDGET_BYTES = 16L * 1024 * 1024;

    private final AtomicBoolean wake = new AtomicBoolean();
    private final ByteBudget budget = new ByteBudget(BUDGET_BYTES, 0);
    private final EventQueue queue = new EventQueue(
            STRIPES,
            BATCH_EVENTS,
            BATCH_BYTES,
            budget,
            new ChunkPool(BUDGET_BYTES, BATCH_EVENTS),
            0,
            false,
            () -> wake.set(true));

    /** What each thread offers. */
    @State(Scope.Thread)
    public static class Offer {
        private final byte[] event = new byte[EVENT_BYTES];
        private int identity;
    }

    /** Offers one event of the next of many identities. */
    @Benchmark
    public LogResult offer(Offer offer) {
        LogResult result = queue.offer(offer.event, EVENT_BYTES, offer.identity++);
        if (wake.get() && wake.compareAndSet(true, false)) {
            empty();
        }
        return result;
    }

    private synchronized void empty() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            for (Batch batch : queue.drain(stripe)) {
                budget.release(batch.eventBytes(), batch.count());
                batch.recycle();
            }
        }
    }
}

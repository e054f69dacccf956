// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.PurchaseEvents;
import dev.amplitude4j.benchmarks.workload.Purchases;
import dev.amplitude4j.benchmarks.workload.Target;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.transport.NullTransport;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The whole call of the client, behind which everything is confirmed and nothing is sent. No caller ever waits: a full queue
 * would refuse, and {@link RoomCheck} ends a benchmark that was refused. What takes the events has no more to do than to count
 * batches, and the queue has room for a moment in which it does not run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogEventBenchmark {

    private static final EventWriter<Purchase> TYPED = PurchaseEvents::write;

    private final AmplitudeClient client = AmplitudeClient.builder(Target.API_KEY)
            .transport(new NullTransport())
            .maxCachedBytes(RoomCheck.QUEUE_BYTES)
            .build();
    private final Purchases purchases = new Purchases(0, 1_000, 0, 0);

    /** With an event object. */
    @Benchmark
    public LogResult builder() {
        return client.logEvent(PurchaseEvents.event(purchases.next()));
    }

    /** With an array of names and values. */
    @Benchmark
    public LogResult pairs() {
        return client.logEvent(PurchaseEvents.pairs(purchases.next()), PurchaseEvents.PAIRS);
    }

    /** Straight into the encoder. */
    @Benchmark
    public LogResult typed() {
        return client.logEvent(purchases.next(), TYPED);
    }

    /** Ends the client's thread. */
    @TearDown
    public void close() {
        client.close();
        RoomCheck.check(client.stats());
    }
}

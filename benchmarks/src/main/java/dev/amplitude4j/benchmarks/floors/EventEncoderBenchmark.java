// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.benchmarks.workload.PurchaseEvents;
import dev.amplitude4j.benchmarks.workload.Purchases;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.encode.EventDefaults;
import dev.amplitude4j.internal.encode.EventEncoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to make JSON of an event, without a client around; {@link JacksonEncoderBenchmark} does the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventEncoderBenchmark {

    private static final int MIN_ID_LENGTH = 5;
    private static final int MAX_EVENT_BYTES = 64 * 1024;
    private static final long NOW = 1_795_404_599_871L;

    private final EventEncoder encoder = new EventEncoder(
            MIN_ID_LENGTH, MAX_EVENT_BYTES, true, new EventDefaults("amplitude4j/0.1.0", null, null, null));
    private final Purchases purchases = new Purchases(0, 1_000, 0, 0);
    private int eventId;

    /** Answers the length, so that nothing of the work is left out. */
    @Benchmark
    public int typed() {
        encoder.start(NameFilter.KEEP_ALL);
        PurchaseEvents.write(purchases.next(), encoder);
        encoder.finish(NOW, ++eventId);
        return encoder.length();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.benchmarks.workload.KeyValuePurchase;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A tagged call of Log4j with ten key-values into an appender. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Log4j2CallBenchmark {

    private final Purchases purchases = new Purchases(0, 1_000, 0, 0);

    /** Into an appender that counts. */
    @Benchmark
    public void nothing(Log4jAppenders.Nothing appender) {
        KeyValuePurchase.log(appender.logger(), purchases.next());
    }

    /** Into ours. */
    @Benchmark
    public void amplitude(Log4jAppenders.Amplitude appender) {
        KeyValuePurchase.log(appender.logger(), purchases.next());
    }
}

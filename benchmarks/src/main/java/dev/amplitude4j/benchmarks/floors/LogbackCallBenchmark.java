// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.benchmarks.workload.FluentPurchase;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A tagged SLF4J call with ten key-values through Logback into an appender. Loki4j drops what its server of this process
 * cannot take as fast, which makes its call cheaper than it is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogbackCallBenchmark {

    private final Purchases purchases = new Purchases(0, 1_000, 0, 0);

    /** Into an appender that keeps the record. */
    @Benchmark
    public void nothing(Appenders.Nothing appender) {
        FluentPurchase.log(appender.logger(), purchases.next());
    }

    /** Into ours. */
    @Benchmark
    public void amplitude(Appenders.Amplitude appender) {
        FluentPurchase.log(appender.logger(), purchases.next());
    }

    /** Into Loki4j's. */
    @Benchmark
    public void loki4j(Appenders.Loki appender) {
        FluentPurchase.log(appender.logger(), purchases.next());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call that is no event: what the appender costs those who do not use it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UntaggedCallBenchmark {

    /** Into an appender that keeps the record. */
    @Benchmark
    public void nothing(Appenders.Nothing appender) {
        appender.logger().info("Visited {}", "page");
    }

    /** Into ours. */
    @Benchmark
    public void amplitude(Appenders.Amplitude appender) {
        appender.logger().info("Visited {}", "page");
    }
}

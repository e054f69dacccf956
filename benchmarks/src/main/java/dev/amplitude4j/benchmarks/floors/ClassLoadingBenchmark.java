// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.benchmarks.workload.Purchases;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes the JVM to define a class that no rule means: with the agent and without, the difference is the agent's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ClassLoadingBenchmark {

    private byte[] bytes;

    /** Reads the class. */
    @Setup
    public void read() throws IOException {
        try (InputStream in = Purchases.class.getResourceAsStream("Purchases.class")) {
            bytes = in.readAllBytes();
        }
    }

    /** Defines it in a loader of its own. */
    @Benchmark
    public Class<?> define() {
        return new OneClass().define(bytes);
    }

    private static final class OneClass extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What a call costs the thread that makes it, and that thread alone: CPU time, which leaves out waiting for others, and bytes.
 * JMH makes one in each fork and calls it around iterations.
 */
public final class CallerCost implements InternalProfiler {

    /** Labels the CPU time of a call, in nanoseconds. */
    public static final String CPU = "caller.cpu";

    /** Labels the bytes that a call allocates. */
    public static final String BYTES = "caller.bytes";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String WORKER = "-jmh-worker-";

    private final Map<Long, Long> cpuNanos = new HashMap<>();
    private final Map<Long, Long> bytes = new HashMap<>();

    /** Made by JMH. */
    public CallerCost() {}

    @Override
    public String getDescription() {
        return "CPU time and bytes of the calling threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        read();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        long calls = Math.max(1, result.getMetadata().getAllOps());
        long[] spent = read();
        return List.of(
                new ScalarResult(CPU, spent[0] / (double) calls, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(BYTES, spent[1] / (double) calls, "B/op", AggregationPolicy.AVG));
    }

    /** CPU time and bytes of all workers since the last time. */
    private long[] read() {
        long[] spent = new long[2];
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                spent[0] += since(cpuNanos, id, THREADS.getThreadCpuTime(id));
                spent[1] += since(bytes, id, THREADS.getThreadAllocatedBytes(id));
            }
        }
        return spent;
    }

    private static long since(Map<Long, Long> before, long id, long now) {
        Long old = before.put(id, now);
        return now - (old == null ? 0 : old);
    }
}

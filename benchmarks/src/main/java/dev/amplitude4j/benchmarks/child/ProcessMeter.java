// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import com.sun.management.OperatingSystemMXBean;
import dev.amplitude4j.benchmarks.figures.Readings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Measures the whole process: everything that ran in it, its live heap, its threads and how often they woke up. */
final class ProcessMeter {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final String SWITCHES = "voluntary_ctxt_switches:";

    private static final long POLL_MILLIS = 200;
    private static final int RESTFUL_POLLS = 2;
    /** A tenth of one processor while polling. */
    private static final long REST_NANOS = 20_000_000;

    private long cpuBefore;

    /**
     * Waits until the process does next to nothing, as the JIT has done what a warm-up gave it to do, which is not to be measured;
     * at most so long, as some never rest.
     */
    void awaitRest(long mostMillis) throws InterruptedException {
        int restful = 0;
        for (int i = 0; restful < RESTFUL_POLLS && i < mostMillis / POLL_MILLIS; i++) {
            long before = SYSTEM.getProcessCpuTime();
            Thread.sleep(POLL_MILLIS);
            restful = SYSTEM.getProcessCpuTime() - before < REST_NANOS ? restful + 1 : 0;
        }
    }

    /** What ran before is not counted. */
    void reset() {
        cpuBefore = SYSTEM.getProcessCpuTime();
    }

    /** Writes the CPU time since {@link #reset}. */
    void report(Readings readings) {
        readings.put("cpuNanos", SYSTEM.getProcessCpuTime() - cpuBefore);
        readings.put("peakThreads", peakThreads());
    }

    int peakThreads() {
        return ManagementFactory.getThreadMXBean().getPeakThreadCount();
    }

    /** What is reachable, after two full collections. */
    double liveHeapBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** How often any thread of the process went to sleep, and so was woken: known on Linux only, else 0. */
    long wakeUps() throws IOException {
        if (!Files.isDirectory(TASKS)) {
            return 0;
        }
        try (Stream<Path> tasks = Files.list(TASKS)) {
            return tasks.mapToLong(ProcessMeter::switches).sum();
        }
    }

    private static long switches(Path task) {
        try {
            List<String> status = Files.readAllLines(task.resolve("status"));
            return status.stream()
                    .filter(line -> line.startsWith(SWITCHES))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(SWITCHES.length()).trim()))
                    .sum();
        } catch (IOException e) {
            return 0; // A thread that has ended meanwhile.
        }
    }
}

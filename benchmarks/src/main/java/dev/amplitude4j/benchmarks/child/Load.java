// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Logs a number of events on some threads at once and sums up what it cost them. Used by the main thread. */
final class Load {

    private final List<Caller> callers = new ArrayList<>();

    /** So many events of all threads together; {@code perSecond} 0 for as fast as it goes. */
    Load(Peer peer, RunPlan plan, int events, int perSecond) {
        int each = Math.max(1, events / plan.threads());
        for (int i = 0; i < plan.threads(); i++) {
            Purchases purchases = new Purchases(i * each, plan.identities(), plan.noteChars(), plan.hotUserPercent());
            callers.add(new Caller(peer, purchases, each, perSecond / (double) plan.threads()));
        }
    }

    /** Returns when all calls have been made. */
    void run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Caller caller : callers) {
            Thread thread = new Thread(caller, "caller-" + threads.size());
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Writes what the calls did and cost. */
    void report(Readings readings) {
        Histogram nanos = new Histogram(callers.get(0).nanos);
        callers.forEach(caller -> nanos.add(caller.nanos));
        double calls = callers.stream().mapToLong(caller -> caller.calls).sum();
        readings.put("calls", calls);
        readings.put(
                "accepted",
                callers.stream().mapToLong(caller -> caller.accepted).sum());
        readings.put("p50", nanos.getValueAtPercentile(50));
        readings.put("p99", nanos.getValueAtPercentile(99));
        readings.put("p999", nanos.getValueAtPercentile(99.9));
        readings.put(
                "callerCpuNanos",
                callers.stream().mapToLong(caller -> caller.cpuNanos).sum() / calls);
        readings.put(
                "bytesPerCall",
                callers.stream().mapToLong(caller -> caller.allocatedBytes).sum() / calls);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import com.sun.management.ThreadMXBean;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One thread that logs, and what its calls cost it. Its counters are read after it has ended. */
final class Caller implements Runnable {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** One call in so many is timed, since reading the clock costs a tenth of a fast call. A power of two. */
    private static final int TIMED_ONE_IN = 8;

    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final long CLOCK_NANOS = ClockCost.medianNanos();
    private static final long TICK_NANOS = 1_000_000;

    final Histogram nanos = new Histogram(1, HIGHEST_NANOS, 3);
    long calls;
    long accepted;
    long cpuNanos;
    long allocatedBytes;

    private final Peer peer;
    private final Purchases purchases;
    private final int events;
    private final double perNano;

    /** A caller of {@code events} calls; {@code perSecond} 0 for as fast as it goes. */
    Caller(Peer peer, Purchases purchases, int events, double perSecond) {
        this.peer = peer;
        this.purchases = purchases;
        this.events = events;
        this.perNano = perSecond / 1e9;
    }

    @Override
    public void run() {
        long thread = Thread.currentThread().getId();
        long bytesBefore = THREADS.getThreadAllocatedBytes(thread);
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        if (perNano > 0) {
            callAtPace();
        } else {
            call(events);
        }
        cpuNanos = THREADS.getCurrentThreadCpuTime() - cpuBefore;
        allocatedBytes = THREADS.getThreadAllocatedBytes(thread) - bytesBefore;
    }

    private void callAtPace() {
        long start = System.nanoTime();
        while (calls < events) {
            long due = Math.min(events, (long) ((System.nanoTime() - start) * perNano));
            call((int) (due - calls));
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private void call(int times) {
        for (int i = 0; i < times; i++) {
            Purchase purchase = purchases.next();
            if ((calls++ & (TIMED_ONE_IN - 1)) != 0) {
                accepted += peer.log(purchase) ? 1 : 0;
            } else {
                long before = System.nanoTime();
                accepted += peer.log(purchase) ? 1 : 0;
                long took = System.nanoTime() - before - CLOCK_NANOS;
                nanos.recordValue(Math.max(0, Math.min(HIGHEST_NANOS, took)));
            }
        }
    }
}

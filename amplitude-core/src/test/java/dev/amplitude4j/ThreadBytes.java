// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates. */
public final class ThreadBytes {

    /** How many rounds {@link #allocatedBy} takes; the first ones also serve to warm up. */
    public static final int ROUNDS = 6;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadBytes() {}

    /**
     * Bytes allocated by that many runs, in the round that took the fewest. What each run allocates shows in each round; what
     * does not is what happens now and then: code that is not compiled yet, or a pool that grows as a slow machine falls behind.
     */
    public static long allocatedBy(int runs, Runnable code) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            repeat(runs, code);
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }

    private static void repeat(int runs, Runnable code) {
        for (int i = 0; i < runs; i++) {
            code.run();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what the calling thread allocates. */
public final class ThreadBytes {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadBytes() {}

    /** Bytes allocated by that many runs, after as many to warm up, twice. */
    public static long allocatedBy(int runs, Runnable code) {
        repeat(runs, code);
        repeat(runs, code);
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        repeat(runs, code);
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static void repeat(int runs, Runnable code) {
        for (int i = 0; i < runs; i++) {
            code.run();
        }
    }
}

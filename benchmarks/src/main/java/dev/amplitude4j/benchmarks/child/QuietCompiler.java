// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Waits until the JIT has done what a warm-up gave it to do, which is not to be measured. Used by the main thread. */
final class QuietCompiler {

    private static final long POLL_MILLIS = 50;
    private static final long QUIET_MILLIS = 400;
    private static final long MOST_MILLIS = 5_000;

    private QuietCompiler() {}

    /** Returns once nothing was compiled for a moment, or after five seconds. */
    static void await() throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long compiledMillis = compiler.getTotalCompilationTime();
        long quietMillis = 0;
        for (long waited = 0; quietMillis < QUIET_MILLIS && waited < MOST_MILLIS; waited += POLL_MILLIS) {
            Thread.sleep(POLL_MILLIS);
            long now = compiler.getTotalCompilationTime();
            quietMillis = now == compiledMillis ? quietMillis + POLL_MILLIS : 0;
            compiledMillis = now;
        }
    }
}

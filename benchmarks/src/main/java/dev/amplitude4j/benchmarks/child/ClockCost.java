// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import java.util.Arrays;

/** What a call takes longer because it is timed: two readings of the clock with nothing between them. Stateless. */
final class ClockCost {

    private static final int ROUNDS = 10;
    private static final int PAIRS = 10_001;

    private ClockCost() {}

    /** The median in nanoseconds, once the compiler has seen the readings; takes some milliseconds. */
    static long medianNanos() {
        long[] nanos = new long[PAIRS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < PAIRS; i++) {
                long before = System.nanoTime();
                nanos[i] = System.nanoTime() - before;
            }
        }
        Arrays.sort(nanos);
        return nanos[PAIRS / 2];
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Waits between attempts: full jitter, {@code U(0, min(60 s, 1 s * 2^n))}, at least 100 ms. Used by one thread. */
public final class Backoff {

    private static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BASE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CAP_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int MAX_DOUBLINGS = 6;

    private final Random random;

    /** Waits drawn from {@code random}. */
    public Backoff(Random random) {
        this.random = random;
    }

    /** The wait after the {@code failures}-th failure in a row, counted from 1, in nanoseconds. */
    public long nanos(int failures) {
        int doublings = Math.min(Math.max(0, failures - 1), MAX_DOUBLINGS);
        long ceilingNanos = Math.min(CAP_NANOS, BASE_NANOS << doublings);
        return Math.max(FLOOR_NANOS, (long) (random.nextDouble() * ceilingNanos));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Waits between attempts: full jitter, {@code U(0, min(cap, base * 2^n))}, but at least the floor. Used by one thread. */
public final class Backoff {

    private static final int MAX_DOUBLINGS = 20;

    private final Random random;
    private final long floorNanos;
    private final long baseNanos;
    private final long capNanos;

    /** Waits drawn from {@code random}; all three bounds in nanoseconds, and the cap at most an hour. */
    public Backoff(Random random, long floorNanos, long baseNanos, long capNanos) {
        this.random = random;
        this.floorNanos = floorNanos;
        this.baseNanos = baseNanos;
        this.capNanos = capNanos;
    }

    /** For a server that fails: {@code U(0, min(cap, 1 s * 2^n))}, at least 100 ms. */
    public static Backoff ofFailures(Random random, long capNanos) {
        return new Backoff(random, TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.SECONDS.toNanos(1), capNanos);
    }

    /** For a URL that leads to something else: a minute at first, later up to the cap, which may be shorter. */
    public static Backoff ofWrongEndpoint(Random random, long capNanos) {
        long firstNanos = Math.min(TimeUnit.MINUTES.toNanos(1), capNanos);
        return new Backoff(random, firstNanos, firstNanos, capNanos);
    }

    /** The wait after the {@code failures}-th failure in a row, counted from 1, in nanoseconds. */
    public long nanos(int failures) {
        int doublings = Math.min(Math.max(0, failures - 1), MAX_DOUBLINGS);
        double ceilingNanos = Math.min((double) capNanos, (double) baseNanos * (1L << doublings));
        return Math.max(floorNanos, (long) (random.nextDouble() * ceilingNanos));
    }
}

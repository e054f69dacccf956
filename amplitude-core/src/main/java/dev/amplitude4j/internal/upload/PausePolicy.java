// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.concurrent.TimeUnit;

/** How a throttled identity is treated: how long it rests, and how fast its backlog leaves afterwards. Immutable. */
public final class PausePolicy {

    /** What Amplitude asks for on HTTP V2: 30 s of rest, then 30 events per second for a user or device. */
    public static final PausePolicy HTTP_V2 = ofSeconds(30, 30);

    /** What it asks for on Batch: 15 s of rest, then 1,000 events per second. */
    public static final PausePolicy BATCH = ofSeconds(15, 1_000);

    final long pauseNanos;
    final long maxPauseNanos;
    final long quotaProbeNanos;
    final int eventsPerSecond;

    /**
     * A policy; times in nanoseconds.
     *
     * @param pauseNanos the first rest, doubled each time
     * @param maxPauseNanos the longest rest
     * @param quotaProbeNanos between single events while the quota of the day is used up
     * @param eventsPerSecond how fast a backlog leaves
     */
    public PausePolicy(long pauseNanos, long maxPauseNanos, long quotaProbeNanos, int eventsPerSecond) {
        this.pauseNanos = pauseNanos;
        this.maxPauseNanos = maxPauseNanos;
        this.quotaProbeNanos = quotaProbeNanos;
        this.eventsPerSecond = eventsPerSecond;
    }

    private static PausePolicy ofSeconds(int pauseSeconds, int eventsPerSecond) {
        return new PausePolicy(
                TimeUnit.SECONDS.toNanos(pauseSeconds),
                TimeUnit.MINUTES.toNanos(5),
                TimeUnit.HOURS.toNanos(1),
                eventsPerSecond);
    }
}

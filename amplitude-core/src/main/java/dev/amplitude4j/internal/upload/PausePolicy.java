// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.concurrent.TimeUnit;

/** How a throttled identity is treated: how long it rests, and how fast its backlog leaves afterwards. Immutable. */
public final class PausePolicy {

    /** What Amplitude asks for on HTTP V2: 30 s of rest, then 30 events per second for a user or device. */
    public static final PausePolicy HTTP_V2 = new PausePolicy(TimeUnit.SECONDS.toNanos(30), 30);

    /** What it asks for on Batch: 15 s of rest, then 1,000 events per second. */
    public static final PausePolicy BATCH = new PausePolicy(TimeUnit.SECONDS.toNanos(15), 1_000);

    final long pauseNanos;
    final long maxPauseNanos;
    final long quotaProbeNanos;
    final int eventsPerSecond;

    private PausePolicy(long pauseNanos, int eventsPerSecond) {
        this.pauseNanos = pauseNanos;
        this.maxPauseNanos = TimeUnit.MINUTES.toNanos(5);
        this.quotaProbeNanos = TimeUnit.HOURS.toNanos(1);
        this.eventsPerSecond = eventsPerSecond;
    }
}

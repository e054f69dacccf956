// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.concurrent.TimeUnit;

/** How a throttled identity is treated: how long it rests, and how fast its backlog leaves afterwards. Immutable. */
public final class PausePolicy {

    private static final long MAX_PAUSE_FACTOR = 10;

    final long pauseNanos;
    final long maxPauseNanos;
    final int portionEvents;
    final long portionIntervalNanos;

    /** Rests that long at first, doubling up to ten times of it; then {@code eventsPerSecond}. */
    public PausePolicy(long pauseNanos, int eventsPerSecond) {
        this.pauseNanos = pauseNanos;
        this.maxPauseNanos = MAX_PAUSE_FACTOR * pauseNanos;
        this.portionEvents = eventsPerSecond;
        this.portionIntervalNanos = TimeUnit.SECONDS.toNanos(1);
    }
}

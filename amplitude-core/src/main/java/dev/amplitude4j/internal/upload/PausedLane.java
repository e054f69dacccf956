// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.concurrent.TimeUnit;

/** The events of an identity that Amplitude throttles, or of several that share a lane. Owned by the dispatch thread. */
final class PausedLane extends Lane {

    private static final long PORTION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long pauseNanos;
    private long notBeforeNanos;
    private int eventsPerSecond;
    private boolean overQuota;

    /** Rests longer each time; {@code saidPerSecond} is what the server says it lets pass, 0 if nothing. */
    void throttled(PausePolicy policy, boolean quota, int saidPerSecond, long nowNanos) {
        overQuota = quota;
        eventsPerSecond = saidPerSecond == 0 ? policy.eventsPerSecond : Math.min(saidPerSecond, policy.eventsPerSecond);
        if (quota) {
            notBeforeNanos = nowNanos + policy.quotaProbeNanos;
            return;
        }
        pauseNanos = pauseNanos == 0 ? policy.pauseNanos : Math.min(policy.maxPauseNanos, 2 * pauseNanos);
        notBeforeNanos = nowNanos + pauseNanos;
    }

    /** Something of it was taken: the quota is not used up any more, and the next rest is a first one again. */
    void confirmed() {
        overQuota = false;
        pauseNanos = 0;
    }

    /** The most that may leave at once: what may pass in a second, or one event that asks whether there is quota again. */
    int portionEvents() {
        return overQuota ? 1 : eventsPerSecond;
    }

    void portionLeft(long nowNanos) {
        notBeforeNanos = nowNanos + PORTION_INTERVAL_NANOS;
    }

    void hurry(long nowNanos) {
        notBeforeNanos = nowNanos;
    }

    long waitNanos(long nowNanos) {
        return isReady() ? Math.max(0, notBeforeNanos - nowNanos) : Long.MAX_VALUE;
    }

    /** Whether nothing is left, and what comes next may go its usual way without passing the rate. */
    boolean isDone(long nowNanos) {
        boolean everPaused = eventsPerSecond > 0;
        return isIdle() && (!everPaused || nowNanos - notBeforeNanos >= 0);
    }
}

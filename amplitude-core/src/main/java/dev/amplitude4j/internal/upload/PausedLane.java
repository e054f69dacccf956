// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

/** The events of one identity that Amplitude throttled. Owned by the dispatch thread. */
final class PausedLane {

    final Lane lane = new Lane(true);
    private final PausePolicy policy;
    private long pauseNanos;
    private long notBeforeNanos;

    PausedLane(PausePolicy policy) {
        this.policy = policy;
    }

    void throttled(long nowNanos) {
        if (pauseNanos > 0 && notBeforeNanos == nowNanos + pauseNanos) {
            return; // another batch of the same request
        }
        pauseNanos = pauseNanos == 0 ? policy.pauseNanos : Math.min(policy.maxPauseNanos, 2 * pauseNanos);
        notBeforeNanos = nowNanos + pauseNanos;
    }

    void portionLeft(long nowNanos) {
        notBeforeNanos = nowNanos + policy.portionIntervalNanos;
    }

    void hurry(long nowNanos) {
        notBeforeNanos = nowNanos;
    }

    long waitNanos(long nowNanos) {
        return lane.isReady() ? Math.max(0, notBeforeNanos - nowNanos) : Long.MAX_VALUE;
    }

    int portionEvents() {
        return policy.portionEvents;
    }
}

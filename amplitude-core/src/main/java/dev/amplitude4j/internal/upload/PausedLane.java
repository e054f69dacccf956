// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The events of an identity that Amplitude throttles, or of several that share a lane. Some of them may be on disk alone: between
 * the older ones, which leave next, and the youngest, which are not written yet. Owned by the dispatch thread.
 */
final class PausedLane extends Lane {

    private static final long PORTION_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So long before it may send its events come back from disk. */
    private static final long LEAD_NANOS = PORTION_INTERVAL_NANOS;

    final SpilledPlaces spilled = new SpilledPlaces();

    private int behind;
    private long pauseNanos;
    private long notBeforeNanos;
    private int eventsPerSecond;
    private boolean overQuota;

    @Override
    boolean isReady() {
        return super.isReady() && behind < size();
    }

    @Override
    boolean isIdle() {
        return super.isIdle() && spilled.isEmpty();
    }

    @Override
    void append(Batch batch) {
        int more = spilled.isEmpty() ? 0 : 1;
        super.append(batch);
        behind += more;
    }

    @Override
    void replace(Batch old, Batch by) {
        boolean shorter = by == null && batches().indexOf(old) >= size() - behind;
        super.replace(old, by);
        behind -= shorter ? 1 : 0;
    }

    /** How many of its batches are younger than what is on disk alone. */
    int behind() {
        return behind;
    }

    /** Holds those batches from now on, so many of them younger than what is on disk alone. */
    void hold(List<Batch> batches, int younger) {
        hold(batches);
        behind = younger;
    }

    /** Puts events behind the older ones that came back from disk. */
    void bringBack(Batch batch) {
        List<Batch> all = batches();
        all.add(all.size() - behind, batch);
        hold(all);
    }

    /** What is in memory is all there is, if nothing is left on disk. */
    void closeGap() {
        behind = spilled.isEmpty() ? 0 : behind;
    }

    /** After how many nanoseconds events are to come back from disk. */
    long fetchWaitNanos(long nowNanos) {
        return spilled.isEmpty() || isStocked() ? Long.MAX_VALUE : Math.max(0, notBeforeNanos - LEAD_NANOS - nowNanos);
    }

    /** Whether it may send now, or soon. */
    boolean isNear(long nowNanos) {
        return notBeforeNanos - LEAD_NANOS - nowNanos <= 0;
    }

    /** How many of the oldest batches make up a portion, or are all that is left of it in memory. */
    int portionBatches() {
        List<Batch> all = batches();
        int events = 0;
        int batches = 0;
        while (batches < all.size() - behind && events < portionEvents()) {
            events += all.get(batches++).count();
        }
        return batches;
    }

    private boolean isStocked() {
        int events = 0;
        List<Batch> next = batches().subList(0, portionBatches());
        for (Batch batch : next) {
            events += batch.count();
        }
        return events >= portionEvents();
    }

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

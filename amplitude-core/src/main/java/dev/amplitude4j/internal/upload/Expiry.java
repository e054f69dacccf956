// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.concurrent.TimeUnit;

/** When Amplitude may no longer recognise a second copy of an event, and what happens then. Immutable. */
public final class Expiry {

    /** Half a day before the 7 days are over, since clocks and queues differ. */
    private static final long RECOGNISED_NANOS = TimeUnit.HOURS.toNanos(6 * 24 + 12);

    private final boolean drops;

    /** Whether such events are dropped rather than sent. */
    public Expiry(boolean drops) {
        this.drops = drops;
    }

    boolean drops() {
        return drops;
    }

    /** Whether the events may have arrived so long ago. */
    boolean isDue(Batch batch, long nowNanos) {
        long sinceNanos = batch.doubtfulSinceNanos();
        return sinceNanos != Batch.CERTAIN && nowNanos - sinceNanos >= RECOGNISED_NANOS;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Tells being throttled once in a while from being throttled all the time. Owned by the dispatch thread. */
final class ThrottleCount {

    private static final int MANY = 3;
    private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Deque<Long> times = new ArrayDeque<>();

    /** Counts one more; true if there were three within ten minutes. */
    boolean isManyWith(long nowNanos) {
        times.addLast(nowNanos);
        while (nowNanos - times.getFirst() > WITHIN_NANOS) {
            times.removeFirst();
        }
        if (times.size() > MANY) {
            times.removeFirst();
        }
        return times.size() == MANY;
    }
}

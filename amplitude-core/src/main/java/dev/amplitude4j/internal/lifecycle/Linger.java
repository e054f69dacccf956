// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.batch.EventQueue;

/** Seals what waits in a queue's open batches once it has waited long enough. Owned by the dispatch thread. */
final class Linger {

    private final long lingerNanos;
    private boolean timed;
    private long endNanos;

    Linger(long lingerNanos) {
        this.lingerNanos = lingerNanos;
    }

    void sealWhatLingered(EventQueue queue, long nowNanos) {
        if (!queue.isLingering()) {
            timed = false;
            return;
        }
        if (!timed) {
            timed = true;
            endNanos = nowNanos + lingerNanos;
        }
        if (nowNanos - endNanos >= 0) {
            sealAll(queue);
        }
    }

    void sealAll(EventQueue queue) {
        queue.sealAll();
        timed = false;
    }

    /** After how many nanoseconds to look again. */
    long waitNanos(EventQueue queue, long nowNanos) {
        if (!queue.isLingering()) {
            return Long.MAX_VALUE;
        }
        return timed ? Math.max(0, endNanos - nowNanos) : 0;
    }
}

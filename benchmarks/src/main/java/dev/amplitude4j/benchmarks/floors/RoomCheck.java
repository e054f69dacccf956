// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.result.Stats;

/** Holds for benchmarks whose events nobody sends that the queue had room: a refused call does less, and none waits. Stateless. */
final class RoomCheck {

    /** What the queue of such a benchmark holds: 150,000 events and more, a tenth of a second of calls. */
    static final long QUEUE_BYTES = 64L * 1024 * 1024;

    /** One refused call in so many does not show in a figure. */
    private static final int ONE_IN = 100;

    private RoomCheck() {}

    /** Throws {@link IllegalStateException}, which ends the benchmark without figures, if too many calls were refused. */
    static void check(Stats stats) {
        if (stats.rejectedTotal() * ONE_IN > stats.accepted()) {
            throw new IllegalStateException(stats.rejectedTotal() + " calls were refused and " + stats.accepted()
                    + " accepted: what takes the events is slower than the calls, which must not be measured");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that wants to run every ten milliseconds and notes how much later it did: what the machine
 * withheld.
 */
final class Pulse {

    static final long BEAT_MILLIS = 10;
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(BEAT_MILLIS);

    private Pulse() {}

    static void start(AcceptedIds notes) {
        Thread thread = new Thread(() -> beat(notes), "pulse");
        thread.setDaemon(true);
        thread.start();
    }

    private static void beat(AcceptedIds notes) {
        while (true) {
            long dueNanos = System.nanoTime() + BEAT_NANOS;
            for (long wait = BEAT_NANOS; wait > 0; wait = dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            notes.beat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - dueNanos));
        }
    }
}

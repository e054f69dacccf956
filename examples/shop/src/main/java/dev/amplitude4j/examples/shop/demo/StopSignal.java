// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a clean end: the JVM's shutdown asks the main thread to stop, and waits until that one has said its last
 * word.
 */
final class StopSignal {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndWait, "demo-stop"));
        return signal;
    }

    /** Whether a stop is asked for, now or within so many milliseconds. Called by the main thread. */
    boolean isRequestedWithin(long millis) throws InterruptedException {
        return requested.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Everything is said; the JVM may end. Called by the main thread. */
    void finished() {
        finished.countDown();
    }

    private void stopAndWait() {
        requested.countDown();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a future with a deadline. An interrupt does not cut the wait short and is there again afterwards: frameworks stop
 * appenders on threads whose interrupt flag is set, and what was accepted must still be sent.
 */
public final class Patience {

    /** A century: a moment so far from now still has a number of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Patience() {}

    /** A time to wait in nanoseconds, none if it is negative; one without an end, as some name "for ever", gets one. */
    public static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(LONGEST) < 0 ? timeout.toNanos() : LONGEST.toNanos();
    }

    /** The future's value, or empty if there is none in time. */
    public static <T> Optional<T> await(Future<T> future, long maxNanos) {
        long deadlineNanos = System.nanoTime() + Math.max(0, maxNanos);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
                    return Optional.ofNullable(future.get(leftNanos, TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

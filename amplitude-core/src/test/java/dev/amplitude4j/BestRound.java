// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import java.time.Duration;

/**
 * How long something takes at best: on a busy machine another process may have had the processor, but not each time. Used by the
 * thread of one test.
 */
public final class BestRound {

    private static final int ROUNDS = 5;

    private BestRound() {}

    /** One round, told its number from 0; it may throw what its test may. */
    @FunctionalInterface
    public interface Round<E extends Exception> {
        /** Returns how long what is measured took. */
        Duration took(int number) throws E;
    }

    /** Something to measure. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        /** Does it. */
        void run() throws E;
    }

    /** The shortest time of up to five rounds, of which the first is the last one if it took no longer than {@code enough}. */
    public static <E extends Exception> Duration of(Duration enough, Round<E> round) throws E {
        Duration best = round.took(0);
        for (int number = 1; number < ROUNDS && best.compareTo(enough) > 0; number++) {
            Duration took = round.took(number);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    /** How long that takes, once. */
    public static <E extends Exception> Duration time(Work<E> work) throws E {
        long startNanos = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    private static final int SAMPLES = 10_000;

    /** The distance of Kolmogorov and Smirnov for p = 0.001. */
    private static final double CRITICAL = 1.95 / Math.sqrt(SAMPLES);

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "6,32", "7,60", "50,60"})
    void waits_areUniformUpToTheCeiling(int failures, int ceilingSeconds) {
        long seed = System.nanoTime();
        // Of a thousand good samples, one is beyond p = 0.001; of a million, one is so twice.
        if (distance(seed, failures, ceilingSeconds) >= CRITICAL) {
            assertThat(distance(seed + 1, failures, ceilingSeconds))
                    .as("seeds %d and the next", seed)
                    .isLessThan(CRITICAL);
        }
    }

    private static double distance(long seed, int failures, int ceilingSeconds) {
        Backoff backoff = Backoff.ofFailures(new Random(seed), TimeUnit.SECONDS.toNanos(60));
        double ceiling = TimeUnit.SECONDS.toNanos(ceilingSeconds);
        double[] waits = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long nanos = backoff.nanos(failures);
            assertThat(nanos).isBetween(TimeUnit.MILLISECONDS.toNanos(100), (long) ceiling);
            waits[i] = nanos / ceiling;
        }
        return kolmogorovSmirnov(waits, 0.1 / ceilingSeconds);
    }

    /** Greatest distance to the uniform distribution, above the floor under which all waits are the floor. */
    private static double kolmogorovSmirnov(double[] samples, double floor) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double greatest = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] > floor) {
                greatest = Math.max(greatest, Math.abs((i + 0.5) / sorted.length - sorted[i]));
            }
        }
        return greatest;
    }
}

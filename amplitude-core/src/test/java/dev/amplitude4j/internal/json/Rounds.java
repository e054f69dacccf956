// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Times work against other work of the same run: of several rounds the best, since on a busy machine a round may wait. */
public final class Rounds {

    private static final int ROUNDS = 7;

    private Rounds() {}

    /** Nanoseconds of the fastest of some rounds. */
    public static long leastNanos(Supplier<?> work) {
        return LongStream.generate(() -> nanos(work)).limit(ROUNDS).min().getAsLong();
    }

    private static long nanos(Supplier<?> work) {
        long start = System.nanoTime();
        Objects.requireNonNull(work.get(), "work must have a result, so that none is left out as useless");
        return System.nanoTime() - start;
    }
}

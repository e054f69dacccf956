// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, counted per microsecond. Any thread. */
public final class Latencies {

    private static final int MAX_MICROS = 100_000;

    private final AtomicLongArray counts = new AtomicLongArray(MAX_MICROS + 1);
    private final AtomicLong maxNanos = new AtomicLong();

    void add(long nanos) {
        counts.incrementAndGet((int) Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos)));
        maxNanos.accumulateAndGet(nanos, Math::max);
    }

    /** The longest call, in microseconds. */
    public long maxMicros() {
        return TimeUnit.NANOSECONDS.toMicros(maxNanos.get());
    }

    /** That part of the calls, such as 0.999, took no longer than this, in microseconds; more than 100 ms count as that. */
    public long quantileMicros(double part) {
        long total = 0;
        for (int i = 0; i <= MAX_MICROS; i++) {
            total += counts.get(i);
        }
        long rest = (long) Math.ceil(total * part);
        int micros = 0;
        while (micros < MAX_MICROS && (rest -= counts.get(micros)) > 0) {
            micros++;
        }
        return micros;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50=%dus p99=%dus p99.9=%dus max=%dus",
                quantileMicros(0.5),
                quantileMicros(0.99),
                quantileMicros(0.999),
                maxMicros());
    }
}

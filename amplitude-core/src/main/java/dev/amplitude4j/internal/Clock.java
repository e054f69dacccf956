// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

/** The two clocks, as an argument, so that an hour of outage is tested in milliseconds. Thread-safe. */
public interface Clock {

    /** The machine's clocks. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long currentTimeMillis() {
            return System.currentTimeMillis();
        }
    };

    /** For every duration and timeout: never set back. */
    long nanoTime();

    /** For the time of an event only. */
    long currentTimeMillis();
}

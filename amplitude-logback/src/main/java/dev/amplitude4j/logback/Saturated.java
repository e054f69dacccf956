// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

/** Narrows sizes that a user wrote, so that a far too large one is refused as such rather than wrapped into a small one. */
final class Saturated {

    private Saturated() {}

    static int toInt(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import java.util.Map;

/**
 * How the server answers, until the next reset. Immutable.
 *
 * @param delayMillis how long every answer takes
 * @param upAtMillis the time since the epoch before which every answer is 503
 * @param judged whether peers send to the {@link Judge} instead
 */
record Behaviour(long delayMillis, long upAtMillis, boolean judged) {

    /** At once, with a confirmation. */
    static final Behaviour KIND = new Behaviour(0, 0, false);

    /** What {@code delayMillis}, {@code downMillis}, counted from now, and {@code judged} ask for. */
    static Behaviour of(Map<String, Double> wishes) {
        long down = wishes.getOrDefault("downMillis", 0.0).longValue();
        return new Behaviour(
                wishes.getOrDefault("delayMillis", 0.0).longValue(),
                down == 0 ? 0 : System.currentTimeMillis() + down,
                wishes.containsKey("judged"));
    }

    boolean isDown() {
        return System.currentTimeMillis() < upAtMillis;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import java.util.Map;

/**
 * What a child process is asked to do, read from its arguments, which are {@code name=value}.
 *
 * @param warmUpEvents logged as fast as it goes and delivered before anything is measured; 0 for none
 * @param events logged while measured, by all threads together
 * @param threads that log
 * @param perSecond events of all threads together; 0 for as fast as it goes
 * @param identities different users
 * @param noteChars length of a text that makes every event larger
 * @param hotUserPercent how many of a hundred events are of one user
 * @param idleMillis how long the process then only waits, with wake-ups counted; 0 for not at all
 * @param heap whether the live heap is measured after the last event was logged
 * @param startup whether the first call is all that is measured
 */
record RunPlan(
        int warmUpEvents,
        int events,
        int threads,
        int perSecond,
        int identities,
        int noteChars,
        int hotUserPercent,
        int idleMillis,
        boolean heap,
        boolean startup) {

    static RunPlan of(Map<String, String> arguments) {
        return new RunPlan(
                number(arguments, "warmUpEvents", 0),
                number(arguments, "events", 1),
                number(arguments, "threads", 1),
                number(arguments, "perSecond", 0),
                number(arguments, "identities", 10_000),
                number(arguments, "noteChars", 0),
                number(arguments, "hotUserPercent", 0),
                number(arguments, "idleMillis", 0),
                number(arguments, "heap", 0) != 0,
                number(arguments, "startup", 0) != 0);
    }

    private static int number(Map<String, String> arguments, String name, int otherwise) {
        String text = arguments.get(name);
        return text == null ? otherwise : Integer.parseInt(text);
    }
}

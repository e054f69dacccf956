// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** Turns objects of unknown manners into text; called on the thread that logs. */
final class GuardedText {

    private GuardedText() {}

    /** {@code String.valueOf(value)}, or {@code <error: ClassName>} if that throws anything at all. */
    static String of(Object value) {
        try {
            return String.valueOf(value);
        } catch (Throwable anything) { // user code: StackOverflowError and OutOfMemoryError included
            return error(anything);
        }
    }

    /** What stands in the place of a value that could not be read. */
    static String error(Throwable failure) {
        return "<error: " + failure.getClass().getSimpleName() + '>';
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

/**
 * Keeps an event from being logged while another is being encoded on the same thread, and on threads of ours. The mark is an
 * array of the JDK's own type, so that a pooled thread that outlives the application keeps none of its classes alive.
 */
public final class RecursionGuard {

    private static final ThreadLocal<boolean[]> INSIDE = new ThreadLocal<>();

    private RecursionGuard() {}

    /** Marks the calling thread; false if it is marked already or is one of ours. */
    public static boolean enter() {
        if (Thread.currentThread() instanceof AmplitudeThread) {
            return false;
        }
        boolean[] inside = INSIDE.get();
        if (inside == null) {
            inside = new boolean[1];
            INSIDE.set(inside);
        }
        if (inside[0]) {
            return false;
        }
        inside[0] = true;
        return true;
    }

    /** Takes the mark off; only after {@link #enter} returned true. */
    public static void exit() {
        INSIDE.get()[0] = false;
    }
}

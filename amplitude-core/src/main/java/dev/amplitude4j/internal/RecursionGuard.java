// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

/**
 * Keeps an event from being logged while another is being encoded on the same thread, and on threads of ours. The mark is an
 * array of the JDK's own type, so that a pooled thread that outlives the application keeps none of its classes alive.
 */
public final class RecursionGuard {

    private static final ThreadLocal<boolean[]> INSIDE = new ThreadLocal<>();

    private RecursionGuard() {}

    /** Marks the calling thread; null if it is marked already or is one of ours. */
    public static boolean[] enter() {
        if (Thread.currentThread() instanceof AmplitudeThread) {
            return null;
        }
        boolean[] inside = INSIDE.get();
        if (inside == null) {
            inside = new boolean[1];
            INSIDE.set(inside);
        }
        if (inside[0]) {
            return null;
        }
        inside[0] = true;
        return inside;
    }

    /** Takes the mark off, which is what {@link #enter} returned. */
    public static void exit(boolean[] inside) {
        inside[0] = false;
    }
}

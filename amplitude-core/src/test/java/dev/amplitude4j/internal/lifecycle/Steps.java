// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import java.util.Arrays;
import net.bytebuddy.asm.Advice;

/** Counts the methods that delivery enters, and lets one of them fail at its entry. Woven in by {@link SurvivalTest}. */
public final class Steps {

    private static int taken;
    private static int failAt;
    private static String where = "nowhere";

    private Steps() {}

    /** The error that nobody expects. */
    static final class Injected extends Error {
        private static final long serialVersionUID = 1;

        Injected(int step) {
            super("injected at step " + step);
        }
    }

    /** One of every kind, by the step. */
    private static Throwable failure(int step) {
        return switch (step % 5) {
            case 0 -> new OutOfMemoryError("injected at step " + step);
            case 1 -> new StackOverflowError("injected at step " + step);
            case 2 -> new IllegalStateException("injected at step " + step);
            case 3 -> new InterruptedException("injected at step " + step);
            default -> new Injected(step);
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Lets the {@code step}-th method fail from now on; 0 for none. */
    static void failAt(int step) {
        taken = 0;
        failAt = step;
    }

    /** Where the last failure was. */
    static String where() {
        return where;
    }

    static int taken() {
        return taken;
    }

    /** Called at the entry of every method. */
    @Advice.OnMethodEnter
    public static void enter() {
        step();
    }

    /** Counts one method. */
    public static void step() {
        if (++taken == failAt) {
            Throwable failure = failure(taken);
            where = failure + " in " + Arrays.toString(Arrays.copyOf(failure.getStackTrace(), 12));
            sneak(failure);
        }
    }
}

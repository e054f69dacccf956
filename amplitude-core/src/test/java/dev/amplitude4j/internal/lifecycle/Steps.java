// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import java.util.Arrays;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;

/** Counts the methods that delivery enters, and lets one of them fail at its entry. Woven in by {@link SurvivalTest}. */
public final class Steps {

    /** Methods in a row that fail, at most. */
    static final int MOST_AT_ONCE = 12;

    private static int taken;
    private static int failAt;
    private static int failUntil;
    private static boolean quiet;
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

    /** Lets so many methods in a row fail, from the {@code step}-th from now on; 0 for none. */
    static void failAt(int step, int times) {
        taken = 0;
        failAt = step;
        failUntil = step == 0 ? 0 : step + times;
    }

    /** Lets nothing fail meanwhile, and counts no method. */
    static <T> T quietly(Supplier<T> work) {
        quiet = true;
        try {
            return work.get();
        } finally {
            quiet = false;
        }
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
        if (!quiet && ++taken >= failAt && taken < failUntil) {
            Throwable failure = failure(taken);
            where = failure + " in " + Arrays.toString(Arrays.copyOf(failure.getStackTrace(), 12));
            sneak(failure);
        }
    }
}

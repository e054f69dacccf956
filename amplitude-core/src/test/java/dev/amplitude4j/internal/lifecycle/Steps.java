// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import net.bytebuddy.asm.Advice;

/** Counts the methods that delivery enters, and lets one of them fail at its entry. Woven in by {@link SurvivalTest}. */
public final class Steps {

    private static int taken;
    private static int failAt;

    private Steps() {}

    /** The error that nobody expects. */
    static final class Injected extends Error {
        private static final long serialVersionUID = 1;

        Injected(int step) {
            super("injected at step " + step);
        }
    }

    /** Lets the {@code step}-th method fail from now on; 0 for none. */
    static void failAt(int step) {
        taken = 0;
        failAt = step;
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
            throw new Injected(taken);
        }
    }
}

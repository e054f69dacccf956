// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * The code that is copied into methods whose event is made at their begin; it never runs here. A closed gate costs one look at
 * an array. It has no handler for failures of its own: the bridge lets none escape.
 */
final class BeginTemplate {

    private BeginTemplate() {}

    @Advice.OnMethodEnter
    static long before(
            @Slots.Rule int rule,
            @Slots.Site int site,
            @Slots.A Object a,
            @Slots.B Object b,
            @Slots.C Object c,
            @Slots.D Object d) {
        return Bridge.GATES[rule] == 0 ? 0L : Bridge.before(site, a, b, c, d);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void after(@Advice.Enter long token, @Slots.Site int site) {
        if (token != 0L) {
            Bridge.after(site, token, null, null, null, null, null, null);
        }
    }
}

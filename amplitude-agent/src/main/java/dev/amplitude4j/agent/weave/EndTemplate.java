// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * The code that is copied into methods whose event is made at their end; it never runs here. Values are handed over, and
 * primitive ones boxed for it, only when there may be an event. See {@link BeginTemplate}.
 */
final class EndTemplate {

    private EndTemplate() {}

    @Advice.OnMethodEnter
    static long before(@Slots.Rule int rule, @Slots.Site int site) {
        return Bridge.GATES[rule] == 0 ? 0L : Bridge.before(site, null, null, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void after(
            @Advice.Enter long token,
            @Slots.Site int site,
            @Slots.A Object a,
            @Slots.B Object b,
            @Slots.C Object c,
            @Slots.D Object d,
            @Slots.Result Object result,
            @Advice.Thrown Throwable thrown) {
        if (token > Bridge.NO_EVENT) {
            Bridge.after(site, token, a, b, c, d, result, thrown);
        } else if (token != 0L) {
            Bridge.after(site, token, null, null, null, null, null, null);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.bridge.Bridge;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The code that is copied into methods; it never runs here. A closed gate costs one look at an array. It has no handler for
 * failures of its own: the bridge lets none escape.
 */
final class CallTemplate {

    private CallTemplate() {}

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
    static void after(
            @Advice.Enter long token,
            @Slots.Site int site,
            @Slots.A Object a,
            @Slots.B Object b,
            @Slots.C Object c,
            @Slots.D Object d,
            @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
            @Advice.Thrown Throwable thrown) {
        if (token != 0L) {
            Bridge.after(site, token, a, b, c, d, result, thrown);
        }
    }
}

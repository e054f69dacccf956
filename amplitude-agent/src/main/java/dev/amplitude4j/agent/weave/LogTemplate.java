// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** The code that is copied into the log call of a framework; it never runs here. */
final class LogTemplate {

    private LogTemplate() {}

    @Advice.OnMethodEnter
    static int before(
            @Slots.Site int framework,
            @Advice.This Object logger,
            @Advice.Argument(0) Object record,
            @Advice.Argument(value = 1, optional = true) Object detail) {
        return Bridge.beforeLog(framework, logger, record, detail);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void after(@Advice.Enter int token) {
        if (token != 0) {
            Bridge.afterLog(token);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.MethodRule;

/** A method and a rule that means it. Immutable. */
public final class Match {

    private final MethodRule rule;
    private final MethodShape method;
    private final String event;

    Match(MethodRule rule, MethodShape method, String event) {
        this.rule = rule;
        this.method = method;
        this.event = event;
    }

    /** The rule: of the file, or made of the method's annotations. */
    public MethodRule rule() {
        return rule;
    }

    /** The method. */
    public MethodShape method() {
        return method;
    }

    /** The event's name. */
    public String event() {
        return event;
    }
}

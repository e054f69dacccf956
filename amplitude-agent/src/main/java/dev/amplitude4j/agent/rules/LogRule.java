// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.record.RecordRule;

/** Makes an event of log lines that nobody tagged: a rule of the mapping, and where it stands. Immutable. */
public final class LogRule {

    private final Place place;
    private final RecordRule rule;

    LogRule(Place place, RecordRule rule) {
        this.place = place;
        this.rule = rule;
    }

    /** Where the rule stands. */
    public Place place() {
        return place;
    }

    /** What it does. */
    public RecordRule rule() {
        return rule;
    }

    /** Event and loggers. */
    @Override
    public String toString() {
        return rule.toString();
    }
}

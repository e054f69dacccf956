// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.RecordRule;

/** The element {@code <rule>}: makes an event of records that nobody tags. Filled by Joran on the thread that configures. */
public final class RuleSettings {

    private final RecordRule.Builder rule = RecordRule.builder();

    /** With nothing set. */
    public RuleSettings() {}

    /** Names of loggers, {@code com.acme.audit.*}. May be repeated. */
    public void addLogger(String text) {
        rule.logger(text);
    }

    /** The regular expression that is looked for in the formatted message; its named groups are the event's values. */
    public void setMessage(String text) {
        rule.message(text);
    }

    /** The event's name. */
    public void setEvent(String text) {
        rule.event(text);
    }

    /** Types of groups, {@code total=number}; {@code number}, {@code boolean} or {@code string}. May be repeated. */
    public void addType(String text) {
        rule.types(text);
    }

    /** A property of the rule's events, {@code channel=legacy}. May be repeated. */
    public void addEventProperty(String text) {
        rule.eventProperty(text);
    }

    void applyTo(MappingOptions.Builder mapping) {
        mapping.rule(rule);
    }
}

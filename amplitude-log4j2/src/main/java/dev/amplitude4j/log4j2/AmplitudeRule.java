// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.RecordRule;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeRule>}: makes an event of records that nobody tags. Properties of its events are {@code
 * <Property>} elements. May stand in an appender more than once; of several that fit a record, the first makes the event.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeRule", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeRule implements Builder<AmplitudeRule> {

    @PluginBuilderAttribute
    private String logger;

    @PluginBuilderAttribute
    private String message;

    @PluginBuilderAttribute
    private String event;

    @PluginBuilderAttribute
    private String types;

    @PluginElement("Property")
    private Property[] properties;

    private AmplitudeRule() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeRule newBuilder() {
        return new AmplitudeRule();
    }

    /** Names of loggers, {@code com.acme.audit.*}, a list. */
    public AmplitudeRule setLogger(String text) {
        logger = text;
        return this;
    }

    /** The regular expression that is looked for in the formatted message; its named groups are the event's values. */
    public AmplitudeRule setMessage(String text) {
        message = text;
        return this;
    }

    /** The event's name. */
    public AmplitudeRule setEvent(String text) {
        event = text;
        return this;
    }

    /** Types of groups, {@code total=number}; {@code number}, {@code boolean} or {@code string}. A list. */
    public AmplitudeRule setTypes(String text) {
        types = text;
        return this;
    }

    /** Properties of the rule's events. */
    public AmplitudeRule setProperties(Property... elements) {
        properties = elements;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeRule build() {
        return this;
    }

    void applyTo(MappingOptions.Builder mapping) {
        RecordRule.Builder rule = RecordRule.builder()
                .logger(logger)
                .message(message)
                .event(event)
                .types(types);
        for (int i = 0; properties != null && i < properties.length; i++) {
            rule.eventProperty(properties[i].getName(), properties[i].getValue());
        }
        mapping.rule(rule);
    }
}

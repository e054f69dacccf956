// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.record.MappingOptions;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeContext>}: what of the thread context becomes part of an event beside the ids; nothing by
 * default. Every attribute is a list.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeContext", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeContext implements Builder<AmplitudeContext> {

    @PluginBuilderAttribute
    private String eventProperties;

    @PluginBuilderAttribute
    private String userProperties;

    @PluginBuilderAttribute
    private String rename;

    @PluginBuilderAttribute
    private String types;

    private AmplitudeContext() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeContext newBuilder() {
        return new AmplitudeContext();
    }

    /**
     * Patterns of names that become event properties, {@code tenant, experiment.*}; the stack is known as {@code
     * contextStack}.
     */
    public AmplitudeContext setEventProperties(String text) {
        eventProperties = text;
        return this;
    }

    /** Patterns of names that are set as user properties. */
    public AmplitudeContext setUserProperties(String text) {
        userProperties = text;
        return this;
    }

    /** New names, {@code X-Request-Id=request_id}; a name written here is let through. */
    public AmplitudeContext setRename(String text) {
        rename = text;
        return this;
    }

    /**
     * Types, {@code cart_total=number}; {@code number}, {@code boolean} or {@code string}. A name written here is let
     * through.
     */
    public AmplitudeContext setTypes(String text) {
        types = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeContext build() {
        return this;
    }

    void applyTo(MappingOptions.Builder mapping) {
        mapping.mdcEventProperties(eventProperties)
                .mdcUserProperties(userProperties)
                .mdcRename(rename)
                .mdcTypes(types);
    }
}

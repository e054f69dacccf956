// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeQueue>}: how much is held in memory.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeQueue", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeQueue implements Builder<AmplitudeQueue> {

    @PluginBuilderAttribute
    private String maxBytes;

    @PluginBuilderAttribute
    private String maxEvents;

    @PluginBuilderAttribute
    private String maxEventBytes;

    @PluginBuilderAttribute
    private String maxBlockMillis;

    private AmplitudeQueue() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeQueue newBuilder() {
        return new AmplitudeQueue();
    }

    /** Bound on the bytes of all events held; default 16 MiB. */
    public AmplitudeQueue setMaxBytes(String text) {
        maxBytes = text;
        return this;
    }

    /** Bound on the number of events held; default none. */
    public AmplitudeQueue setMaxEvents(String text) {
        maxEvents = text;
        return this;
    }

    /** Largest event; default 64 KiB. */
    public AmplitudeQueue setMaxEventBytes(String text) {
        maxEventBytes = text;
        return this;
    }

    /** How long a logging thread may wait when all room is used; default 0, never. */
    public AmplitudeQueue setMaxBlockMillis(String text) {
        maxBlockMillis = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeQueue build() {
        return this;
    }

    void applyTo(Options.Builder options, SettingText read) {
        read.bytes("AmplitudeQueue maxBytes", maxBytes, options::maxCachedBytes);
        read.number("AmplitudeQueue maxEvents", maxEvents, options::maxCachedEvents);
        read.intBytes("AmplitudeQueue maxEventBytes", maxEventBytes, options::maxEventBytes);
        read.duration("AmplitudeQueue maxBlockMillis", maxBlockMillis, options::maxBlock);
    }
}

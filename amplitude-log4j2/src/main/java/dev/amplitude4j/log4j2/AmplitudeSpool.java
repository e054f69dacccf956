// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.options.SettingText;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeSpool>}: understood, so that a configuration which has it still starts, and answered with a
 * warning, since this version holds events in memory only.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeSpool", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeSpool implements Builder<AmplitudeSpool> {

    @PluginBuilderAttribute
    private String directory;

    @PluginBuilderAttribute
    private String maxBytes;

    private AmplitudeSpool() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeSpool newBuilder() {
        return new AmplitudeSpool();
    }

    /** Where events would be kept over restarts. */
    public AmplitudeSpool setDirectory(String text) {
        directory = text;
        return this;
    }

    /** How much would be kept. */
    public AmplitudeSpool setMaxBytes(String text) {
        maxBytes = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeSpool build() {
        return this;
    }

    void check(SettingText read) {
        if (!SettingText.isUnset(directory) || !SettingText.isUnset(maxBytes)) {
            read.note("AmplitudeSpool is not there yet: events are held in memory only, up to AmplitudeQueue maxBytes;"
                    + " leave <AmplitudeSpool> out");
        }
    }
}

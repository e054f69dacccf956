// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.SpoolSync;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeSpool>}: what is kept on disk.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeSpool", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeSpool implements Builder<AmplitudeSpool> {

    @PluginBuilderAttribute
    private String directory;

    @PluginBuilderAttribute
    private String maxBytes;

    @PluginBuilderAttribute
    private String minFreeBytes;

    @PluginBuilderAttribute
    private String sync;

    private AmplitudeSpool() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeSpool newBuilder() {
        return new AmplitudeSpool();
    }

    /** Where events are kept until they are delivered; without one they are not. */
    public AmplitudeSpool setDirectory(String text) {
        directory = text;
        return this;
    }

    /** Bound on all files there; default 256 MiB. */
    public AmplitudeSpool setMaxBytes(String text) {
        maxBytes = text;
        return this;
    }

    /** What is left free on the volume; default 100 MiB. */
    public AmplitudeSpool setMinFreeBytes(String text) {
        minFreeBytes = text;
        return this;
    }

    /** When events are made to survive a loss of power: {@code always}, {@code every_second} (default) or {@code never}. */
    public AmplitudeSpool setSync(String text) {
        sync = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeSpool build() {
        return this;
    }

    void applyTo(Options.Builder options, SettingText read) {
        read.path("AmplitudeSpool directory", directory, options::spoolDirectory);
        read.bytes("AmplitudeSpool maxBytes", maxBytes, options::spoolMaxBytes);
        read.bytes("AmplitudeSpool minFreeBytes", minFreeBytes, options::spoolMinFreeBytes);
        read.choice("AmplitudeSpool sync", sync, SpoolSync.class, options::spoolSync);
    }
}

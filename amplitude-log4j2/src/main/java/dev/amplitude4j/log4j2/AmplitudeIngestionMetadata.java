// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeIngestionMetadata>}: where all events come from.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeIngestionMetadata", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeIngestionMetadata implements Builder<AmplitudeIngestionMetadata> {

    @PluginBuilderAttribute
    private String sourceName;

    @PluginBuilderAttribute
    private String sourceVersion;

    private AmplitudeIngestionMetadata() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeIngestionMetadata newBuilder() {
        return new AmplitudeIngestionMetadata();
    }

    /** Name of the source. */
    public AmplitudeIngestionMetadata setSourceName(String text) {
        sourceName = text;
        return this;
    }

    /** Version of the source. */
    public AmplitudeIngestionMetadata setSourceVersion(String text) {
        sourceVersion = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeIngestionMetadata build() {
        return this;
    }

    void applyTo(Options.Builder options, SettingText read) {
        IngestionMetadata.Builder metadata = IngestionMetadata.builder();
        read.plain(sourceName, metadata::sourceName);
        read.plain(sourceVersion, metadata::sourceVersion);
        options.ingestionMetadata(metadata.build());
    }
}

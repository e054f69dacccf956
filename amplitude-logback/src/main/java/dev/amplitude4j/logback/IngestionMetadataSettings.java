// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;

/** The element {@code <ingestionMetadata>}: where all events come from. Filled by Joran on the thread that configures. */
public final class IngestionMetadataSettings {

    private String sourceName;
    private String sourceVersion;

    /** With nothing set. */
    public IngestionMetadataSettings() {}

    /** Name of the source. */
    public void setSourceName(String text) {
        sourceName = text;
    }

    /** Version of the source. */
    public void setSourceVersion(String text) {
        sourceVersion = text;
    }

    void applyTo(Options.Builder options, SettingText read) {
        IngestionMetadata.Builder metadata = IngestionMetadata.builder();
        read.plain(sourceName, metadata::sourceName);
        read.plain(sourceVersion, metadata::sourceVersion);
        options.ingestionMetadata(metadata.build());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.frontend;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.record.MappingOptions;

/**
 * What the configuration of an appender says, in whatever form its framework has for it. Asked by a {@link FrontEnd} while it
 * starts, on the thread that configures.
 */
public interface FrontEndSettings {

    /** The appender's name, which stands in messages; may be null. */
    String name();

    /** Whether anything is sent, as text; null for the default. */
    String enabled();

    /** The API key as configured; null or unresolved if it has to be looked for elsewhere. */
    String apiKey();

    /** Path of a file that holds the API key; may be null. */
    String apiKeyFile();

    /** The client's options, unchecked and without a listener; what cannot be read is noted in {@code read}. */
    Options.Builder clientOptions(String key, SettingText read);

    /** How records become events; what cannot be read is noted in {@code read}. */
    MappingOptions mappingOptions(SettingText read);
}

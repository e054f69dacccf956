// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.options.Compression;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeBatch>}: how events are sent.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeBatch", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeBatch implements Builder<AmplitudeBatch> {

    @PluginBuilderAttribute
    private String maxEvents;

    @PluginBuilderAttribute
    private String maxBytes;

    @PluginBuilderAttribute
    private String uploadIntervalMillis;

    @PluginBuilderAttribute
    private String maxParallelUploads;

    @PluginBuilderAttribute
    private String maxUploadAttempts;

    @PluginBuilderAttribute
    private String requestTimeoutMillis;

    @PluginBuilderAttribute
    private String connectTimeoutMillis;

    @PluginBuilderAttribute
    private String compression;

    private AmplitudeBatch() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeBatch newBuilder() {
        return new AmplitudeBatch();
    }

    /** Most events in a request; default 1,000, with the Batch endpoint 2,000. */
    public AmplitudeBatch setMaxEvents(String text) {
        maxEvents = text;
        return this;
    }

    /** Most bytes in a request before compression; default 900 kB, with the Batch endpoint 4 MB. */
    public AmplitudeBatch setMaxBytes(String text) {
        maxBytes = text;
        return this;
    }

    /** How long the first event of a batch waits for others; default 1,000. */
    public AmplitudeBatch setUploadIntervalMillis(String text) {
        uploadIntervalMillis = text;
        return this;
    }

    /** Most requests under way at once, 1 to 8; default 4. */
    public AmplitudeBatch setMaxParallelUploads(String text) {
        maxParallelUploads = text;
        return this;
    }

    /** How often an event is sent before it is given up; default 0, until it is delivered, refused or out of room. */
    public AmplitudeBatch setMaxUploadAttempts(String text) {
        maxUploadAttempts = text;
        return this;
    }

    /** Deadline of a whole attempt; default 30,000. */
    public AmplitudeBatch setRequestTimeoutMillis(String text) {
        requestTimeoutMillis = text;
        return this;
    }

    /** Deadline of the TCP connection; default 5,000. */
    public AmplitudeBatch setConnectTimeoutMillis(String text) {
        connectTimeoutMillis = text;
        return this;
    }

    /** {@code auto} (default), {@code gzip} or {@code none}. */
    public AmplitudeBatch setCompression(String text) {
        compression = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeBatch build() {
        return this;
    }

    void applyTo(Options.Builder options, SettingText read) {
        read.number("AmplitudeBatch maxEvents", maxEvents, options::batchSize);
        read.intBytes("AmplitudeBatch maxBytes", maxBytes, options::maxBatchBytes);
        read.duration("AmplitudeBatch uploadIntervalMillis", uploadIntervalMillis, options::uploadInterval);
        read.number("AmplitudeBatch maxParallelUploads", maxParallelUploads, options::maxParallelUploads);
        read.number("AmplitudeBatch maxUploadAttempts", maxUploadAttempts, options::maxUploadAttempts);
        read.duration("AmplitudeBatch requestTimeoutMillis", requestTimeoutMillis, options::requestTimeout);
        read.duration("AmplitudeBatch connectTimeoutMillis", connectTimeoutMillis, options::connectTimeout);
        read.choice("AmplitudeBatch compression", compression, Compression.class, options::compression);
    }
}

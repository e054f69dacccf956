// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.options.Compression;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;

/** The element {@code <batch>}: how events are sent. Filled by Joran on the thread that configures. */
public final class BatchSettings {

    private String maxEvents;
    private String maxBytes;
    private String uploadInterval;
    private String maxParallelUploads;
    private String maxUploadAttempts;
    private String requestTimeout;
    private String connectTimeout;
    private String compression;

    /** With nothing set. */
    public BatchSettings() {}

    /** Most events in a request; default 1,000, with the Batch endpoint 2,000. */
    public void setMaxEvents(String text) {
        maxEvents = text;
    }

    /** Most bytes in a request before compression; default 900 kB, with the Batch endpoint 4 MB. */
    public void setMaxBytes(String text) {
        maxBytes = text;
    }

    /** How long the first event of a batch waits for others; default 1 second. */
    public void setUploadInterval(String text) {
        uploadInterval = text;
    }

    /** Most requests under way at once, 1 to 8; default 4. */
    public void setMaxParallelUploads(String text) {
        maxParallelUploads = text;
    }

    /** How often an event is sent before it is given up; default 0, until it is delivered, refused or out of room. */
    public void setMaxUploadAttempts(String text) {
        maxUploadAttempts = text;
    }

    /** Deadline of a whole attempt; default 30 seconds. */
    public void setRequestTimeout(String text) {
        requestTimeout = text;
    }

    /** Deadline of the TCP connection; default 5 seconds. */
    public void setConnectTimeout(String text) {
        connectTimeout = text;
    }

    /** {@code auto} (default), {@code gzip} or {@code none}. */
    public void setCompression(String text) {
        compression = text;
    }

    void applyTo(Options.Builder options, SettingText read) {
        read.number("batch maxEvents", maxEvents, options::batchSize);
        read.intBytes("batch maxBytes", maxBytes, options::maxBatchBytes);
        read.duration("batch uploadInterval", uploadInterval, options::uploadInterval);
        read.number("batch maxParallelUploads", maxParallelUploads, options::maxParallelUploads);
        read.number("batch maxUploadAttempts", maxUploadAttempts, options::maxUploadAttempts);
        read.duration("batch requestTimeout", requestTimeout, options::requestTimeout);
        read.duration("batch connectTimeout", connectTimeout, options::connectTimeout);
        read.choice("batch compression", compression, Compression.class, options::compression);
    }
}

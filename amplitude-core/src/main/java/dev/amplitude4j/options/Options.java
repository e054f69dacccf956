// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.transport.Transport;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything a client can be told, checked. Immutable; {@link Settings} documents each value, its default and its bounds. */
public final class Options {

    private final Settings<?> settings;
    private final List<X509Certificate> trustedCertificates;

    private Options(Settings<?> checked, List<X509Certificate> trustedCertificates) {
        this.settings = checked;
        this.trustedCertificates = trustedCertificates;
    }

    /** A builder with the defaults. */
    public static Builder builder(String apiKey) {
        return new Builder(apiKey);
    }

    /** See {@link Settings#Settings}. */
    public String apiKey() {
        return settings.apiKey;
    }

    /** See {@link Settings#clientName}; null if none was given. */
    public String clientName() {
        return settings.clientName;
    }

    /** The URL that requests go to, with its path. */
    public String uploadUrl() {
        return Endpoints.uploadUrl(settings, settings.useBatch);
    }

    /** The URL of the Batch endpoint, for {@link #useBatchWhenThrottled}. */
    public String batchUrl() {
        return Endpoints.uploadUrl(settings, true);
    }

    /** What {@link Settings#trustedCertificates} held; empty if it was not given. */
    public List<X509Certificate> trustedCertificates() {
        return trustedCertificates;
    }

    /** See {@link Settings#useBatch}. */
    public boolean useBatch() {
        return settings.useBatch;
    }

    /** See {@link Settings#useBatchWhenThrottled}. */
    public boolean useBatchWhenThrottled() {
        return settings.useBatchWhenThrottled;
    }

    /** See {@link Settings#minIdLength}; 0 if none was given. */
    public int minIdLength() {
        return settings.minIdLength;
    }

    /** See {@link Settings#plan}; may be null. */
    public Plan plan() {
        return settings.plan;
    }

    /** See {@link Settings#ingestionMetadata}; may be null. */
    public IngestionMetadata ingestionMetadata() {
        return settings.ingestionMetadata;
    }

    /** See {@link Settings#partnerId}; may be null. */
    public String partnerId() {
        return settings.partnerId;
    }

    /** See {@link Settings#batchSize}. */
    public int batchSize() {
        return settings.batchSize != 0 ? settings.batchSize : settings.useBatch ? 2_000 : 1_000;
    }

    /** See {@link Settings#maxBatchBytes}. */
    public int maxBatchBytes() {
        return settings.maxBatchBytes != 0 ? settings.maxBatchBytes : settings.useBatch ? 4_000_000 : 900_000;
    }

    /** See {@link Settings#uploadInterval}. */
    public Duration uploadInterval() {
        return settings.uploadInterval;
    }

    /** See {@link Settings#maxCachedBytes}. */
    public long maxCachedBytes() {
        return settings.maxCachedBytes;
    }

    /** See {@link Settings#maxCachedEvents}; 0 for no limit. */
    public long maxCachedEvents() {
        return settings.maxCachedEvents;
    }

    /** See {@link Settings#maxEventBytes}. */
    public int maxEventBytes() {
        return settings.maxEventBytes;
    }

    /** See {@link Settings#maxBlock}. */
    public Duration maxBlock() {
        return settings.maxBlock;
    }

    /** See {@link Settings#maxParallelUploads}. */
    public int maxParallelUploads() {
        return settings.maxParallelUploads;
    }

    /** See {@link Settings#maxUploadAttempts}; 0 for no limit. */
    public int maxUploadAttempts() {
        return settings.maxUploadAttempts;
    }

    /** See {@link Settings#requestTimeout}. */
    public Duration requestTimeout() {
        return settings.requestTimeout;
    }

    /** See {@link Settings#connectTimeout}. */
    public Duration connectTimeout() {
        return settings.connectTimeout;
    }

    /** Whether requests are compressed, {@link Compression#AUTO} being decided. */
    public boolean isGzip() {
        return settings.compression == Compression.GZIP
                || (settings.compression == Compression.AUTO && settings.serverUrl == null);
    }

    /** See {@link Settings#spoolDirectory}; null if none was given. */
    public Path spoolDirectory() {
        return settings.spoolDirectory;
    }

    /** See {@link Settings#spoolMaxBytes}. */
    public long spoolMaxBytes() {
        return settings.spoolMaxBytes;
    }

    /** See {@link Settings#spoolMinFreeBytes}. */
    public long spoolMinFreeBytes() {
        return settings.spoolMinFreeBytes;
    }

    /** See {@link Settings#spoolSync}. */
    public SpoolSync spoolSync() {
        return settings.spoolSync;
    }

    /** See {@link Settings#onDedupeExpiry}. */
    public DedupeExpiry onDedupeExpiry() {
        return settings.onDedupeExpiry;
    }

    /** See {@link Settings#shutdownTimeout}. */
    public Duration shutdownTimeout() {
        return settings.shutdownTimeout;
    }

    /** See {@link Settings#optOut}. */
    public boolean optOut() {
        return settings.optOut;
    }

    /** See {@link Settings#callToString}. */
    public boolean callToString() {
        return settings.callToString;
    }

    /** See {@link Settings#acceptAny2xx}. */
    public boolean acceptAny2xx() {
        return settings.acceptAny2xx;
    }

    /** See {@link Settings#plugin}, in the order of their registration. */
    public List<Plugin> plugins() {
        return settings.plugins;
    }

    /** See {@link Settings#uploadDelegate}; may be null. */
    public UploadDelegate uploadDelegate() {
        return settings.uploadDelegate;
    }

    /** See {@link Settings#transport}; null means that the client makes its own. */
    public Transport transport() {
        return settings.transport;
    }

    /** See {@link Settings#statusListener}. */
    public StatusListener statusListener() {
        return settings.statusListener;
    }

    /** The same options with another listener. */
    public Options withStatusListener(StatusListener listener) {
        Frozen copy = new Frozen(settings);
        copy.statusListener = listener;
        return new Options(copy, trustedCertificates);
    }

    /** Tells what the client is called and where it sends, never its key. */
    @Override
    public String toString() {
        return "Options[" + (settings.clientName == null ? "" : settings.clientName + ", ") + uploadUrl() + "]";
    }

    /** Collects settings and checks them. Not thread-safe. */
    public static final class Builder extends Settings<Builder> {
        private Builder(String apiKey) {
            super(apiKey);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException naming the first value that cannot be, its bound, and what was seen
         */
        public Options build() {
            return freeze(this);
        }
    }

    /** The checked options of any collection of settings. */
    static Options freeze(Settings<?> collected) {
        SettingsCheck.check(collected);
        Frozen copy = new Frozen(collected);
        copy.plugins = Collections.unmodifiableList(new ArrayList<>(collected.plugins));
        return new Options(copy, CertificateFile.read(copy.trustedCertificates));
    }

    /** A copy of settings that nobody else holds. */
    private static final class Frozen extends Settings<Frozen> {
        Frozen(Settings<?> source) {
            super(source);
        }

        @Override
        protected Frozen self() {
            return this;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be set on a client, with one method per value. Values are checked together when the options are built: null is
 * taken where the default is none, and refused elsewhere. Not thread-safe. Longer than other files because every value has
 * its documentation here, once.
 *
 * @param <B> the builder itself, for chaining
 */
public abstract class Settings<B extends Settings<B>> {

    /** Default of {@link #uploadInterval}, in milliseconds: {@value}. */
    public static final int DEFAULT_UPLOAD_INTERVAL_MILLIS = 1_000;
    /** Default of {@link #maxCachedBytes}: {@value}. */
    public static final int DEFAULT_MAX_CACHED_BYTES = 16 * 1024 * 1024;
    /** Default of {@link #maxEventBytes}: {@value}. */
    public static final int DEFAULT_MAX_EVENT_BYTES = 64 * 1024;
    /** Default of {@link #maxParallelUploads}: {@value}. */
    public static final int DEFAULT_MAX_PARALLEL_UPLOADS = 4;
    /** Default of {@link #requestTimeout}, in seconds: {@value}. */
    public static final int DEFAULT_REQUEST_TIMEOUT_SECONDS = 30;
    /** Default of {@link #connectTimeout}, in seconds: {@value}. */
    public static final int DEFAULT_CONNECT_TIMEOUT_SECONDS = 5;
    /** Default of {@link #spoolMaxBytes}: {@value}. */
    public static final int DEFAULT_SPOOL_MAX_BYTES = 256 * 1024 * 1024;
    /** Default of {@link #spoolMinFreeBytes}: {@value}. */
    public static final int DEFAULT_SPOOL_MIN_FREE_BYTES = 100 * 1024 * 1024;
    /** Default of {@link #shutdownTimeout}, in seconds: {@value}. */
    public static final int DEFAULT_SHUTDOWN_TIMEOUT_SECONDS = 5;

    final String apiKey;
    String clientName;
    ServerZone serverZone = ServerZone.US;
    String serverUrl;
    boolean allowInsecureHttp;
    String trustedCertificates;
    boolean useBatch;
    boolean useBatchWhenThrottled;
    int minIdLength;
    Plan plan;
    IngestionMetadata ingestionMetadata;
    String partnerId;
    int batchSize;
    int maxBatchBytes;
    Duration uploadInterval = Duration.ofMillis(DEFAULT_UPLOAD_INTERVAL_MILLIS);
    long maxCachedBytes = DEFAULT_MAX_CACHED_BYTES;
    long maxCachedEvents;
    int maxEventBytes = DEFAULT_MAX_EVENT_BYTES;
    Duration maxBlock = Duration.ZERO;
    int maxParallelUploads = DEFAULT_MAX_PARALLEL_UPLOADS;
    int maxUploadAttempts;
    Duration requestTimeout = Duration.ofSeconds(DEFAULT_REQUEST_TIMEOUT_SECONDS);
    Duration connectTimeout = Duration.ofSeconds(DEFAULT_CONNECT_TIMEOUT_SECONDS);
    Compression compression = Compression.AUTO;
    Path spoolDirectory;
    long spoolMaxBytes = DEFAULT_SPOOL_MAX_BYTES;
    long spoolMinFreeBytes = DEFAULT_SPOOL_MIN_FREE_BYTES;
    SpoolSync spoolSync = SpoolSync.EVERY_SECOND;
    DedupeExpiry onDedupeExpiry = DedupeExpiry.SEND;
    Duration shutdownTimeout = Duration.ofSeconds(DEFAULT_SHUTDOWN_TIMEOUT_SECONDS);
    boolean optOut;
    boolean callToString = true;
    boolean acceptAny2xx;
    List<Plugin> plugins = new ArrayList<>();
    UploadDelegate uploadDelegate;
    Transport transport;
    StatusListener statusListener = StatusListener.standardError();

    /** The defaults; {@code apiKey} is the project's API key, 32 hexadecimal digits at Amplitude. */
    protected Settings(String apiKey) {
        this.apiKey = apiKey;
    }

    Settings(Settings<?> source) {
        this.apiKey = source.apiKey;
        this.clientName = source.clientName;
        this.serverZone = source.serverZone;
        this.serverUrl = source.serverUrl;
        this.allowInsecureHttp = source.allowInsecureHttp;
        this.trustedCertificates = source.trustedCertificates;
        this.useBatch = source.useBatch;
        this.useBatchWhenThrottled = source.useBatchWhenThrottled;
        this.minIdLength = source.minIdLength;
        this.plan = source.plan;
        this.ingestionMetadata = source.ingestionMetadata;
        this.partnerId = source.partnerId;
        this.batchSize = source.batchSize;
        this.maxBatchBytes = source.maxBatchBytes;
        this.uploadInterval = source.uploadInterval;
        this.maxCachedBytes = source.maxCachedBytes;
        this.maxCachedEvents = source.maxCachedEvents;
        this.maxEventBytes = source.maxEventBytes;
        this.maxBlock = source.maxBlock;
        this.maxParallelUploads = source.maxParallelUploads;
        this.maxUploadAttempts = source.maxUploadAttempts;
        this.requestTimeout = source.requestTimeout;
        this.connectTimeout = source.connectTimeout;
        this.compression = source.compression;
        this.spoolDirectory = source.spoolDirectory;
        this.spoolMaxBytes = source.spoolMaxBytes;
        this.spoolMinFreeBytes = source.spoolMinFreeBytes;
        this.spoolSync = source.spoolSync;
        this.onDedupeExpiry = source.onDedupeExpiry;
        this.shutdownTimeout = source.shutdownTimeout;
        this.optOut = source.optOut;
        this.callToString = source.callToString;
        this.acceptAny2xx = source.acceptAny2xx;
        this.plugins = source.plugins;
        this.uploadDelegate = source.uploadDelegate;
        this.transport = source.transport;
        this.statusListener = source.statusListener;
    }

    /** This builder. */
    protected abstract B self();

    /** The checked options of what was set so far. */
    protected final Options toOptions() {
        return Options.freeze(this);
    }

    /** A name that stands in messages and by which front ends share one client. Default: none. */
    public B clientName(String name) {
        clientName = name;
        return self();
    }

    /** The region of the project. Default: {@link ServerZone#US}. A key is valid in its own region only. */
    public B serverZone(ServerZone zone) {
        serverZone = zone;
        return self();
    }

    /**
     * Another server that speaks Amplitude's protocol, in place of the zone's. Without a path, {@code /2/httpapi} or
     * {@code /batch} is added. Plain {@code http} is for loopback addresses only, see {@link #allowInsecureHttp}. Default: none.
     */
    public B serverUrl(String url) {
        serverUrl = url;
        return self();
    }

    /** Lets {@link #serverUrl} be plain {@code http} to any host; the API key is then readable on the way. Default: false. */
    public B allowInsecureHttp(boolean allow) {
        allowInsecureHttp = allow;
        return self();
    }

    /**
     * A PEM file of the certificates to trust, of authorities or of the server itself, and of no others: for a proxy of one's own,
     * or the emulator. Read once, when the options are built. There is no way to trust all. Default: none, those of the JVM.
     */
    public B trustedCertificates(String pemFile) {
        trustedCertificates = pemFile;
        return self();
    }

    /** Uses the Batch endpoint: 1,000 events/s for a device or user instead of 30, visible later. Default: false. */
    public B useBatch(boolean batch) {
        useBatch = batch;
        return self();
    }

    /**
     * Changes from HTTP V2 to the Batch endpoint for good once Amplitude has throttled users or devices three times within ten
     * minutes, and says so. A {@link #serverUrl} must then be without a path. Default: false.
     */
    public B useBatchWhenThrottled(boolean change) {
        useBatchWhenThrottled = change;
        return self();
    }

    /** Least length of user and device ids in characters, 1 to 100, told to Amplitude too. Default: Amplitude's own, 5. */
    public B minIdLength(int characters) {
        minIdLength = characters;
        return self();
    }

    /** The tracking plan, on every event that names none. Default: none. */
    public B plan(Plan trackingPlan) {
        plan = trackingPlan;
        return self();
    }

    /** Where the data comes from, on every event that does not say. Default: none. */
    public B ingestionMetadata(IngestionMetadata metadata) {
        ingestionMetadata = metadata;
        return self();
    }

    /** The partner id that Amplitude assigned, on every event that has none. Default: none. */
    public B partnerId(String id) {
        partnerId = id;
        return self();
    }

    /** Most events in a request: 1 to 1,999, with {@link #useBatch} 2,000. Default: 1,000, with {@link #useBatch} 2,000. */
    public B batchSize(int events) {
        batchSize = events;
        return self();
    }

    /** Most bytes in a request before compression: up to 1 MB, with {@link #useBatch} 20 MB. Default: 900 kB and 4 MB. */
    public B maxBatchBytes(int bytes) {
        maxBatchBytes = bytes;
        return self();
    }

    /** How long the first event of a batch waits for others, 1 ms to 1 h. Default: 1 s. */
    public B uploadInterval(Duration interval) {
        uploadInterval = interval;
        return self();
    }

    /** Bound on the bytes of all events held, 96 bytes per event included; at least 256 KiB. Default: 16 MiB. */
    public B maxCachedBytes(long bytes) {
        maxCachedBytes = bytes;
        return self();
    }

    /** Bound on the number of events held; 0 for none beyond {@link #maxCachedBytes}. Default: 0. */
    public B maxCachedEvents(long events) {
        maxCachedEvents = events;
        return self();
    }

    /** Largest event in encoded bytes, 1 KiB to 512 KiB. Default: 64 KiB. */
    public B maxEventBytes(int bytes) {
        maxEventBytes = bytes;
        return self();
    }

    /** How long a logging thread may wait when all room is used, up to 5 min; zero for not at all. Default: zero. */
    public B maxBlock(Duration wait) {
        maxBlock = wait;
        return self();
    }

    /** Most requests under way at once, 1 to 8; the order of each device's events holds at any value. Default: 4. */
    public B maxParallelUploads(int requests) {
        maxParallelUploads = requests;
        return self();
    }

    /** How often an event is sent before it is given up; 0 means until it is delivered, refused or out of room. Default: 0. */
    public B maxUploadAttempts(int attempts) {
        maxUploadAttempts = attempts;
        return self();
    }

    /** Deadline of a whole attempt: name look-up, connection, request, answer; 1 ms to 10 min. Default: 30 s. */
    public B requestTimeout(Duration timeout) {
        requestTimeout = timeout;
        return self();
    }

    /** Deadline of the TCP connection, 1 ms to 10 min. Default: 5 s. */
    public B connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return self();
    }

    /** Whether requests are compressed. Default: {@link Compression#AUTO}. */
    public B compression(Compression gzip) {
        compression = gzip;
        return self();
    }

    /**
     * Where events are kept on disk until they are delivered, over the death of the process. It should be a directory of the
     * application's own on a local disk; several clients and processes may share it. It is made if it is missing; one that
     * others can write to, or that is a link, is not used. Default: none, events live in memory only.
     */
    public B spoolDirectory(Path directory) {
        spoolDirectory = directory;
        return self();
    }

    /** Bound on the bytes of all files below {@link #spoolDirectory}, at least 1 MiB. Default: 256 MiB. */
    public B spoolMaxBytes(long bytes) {
        spoolMaxBytes = bytes;
        return self();
    }

    /** Bytes that the spool leaves free on its volume for others; 0 for none. Default: 100 MiB. */
    public B spoolMinFreeBytes(long bytes) {
        spoolMinFreeBytes = bytes;
        return self();
    }

    /** When spooled events are made to survive a loss of power. Default: {@link SpoolSync#EVERY_SECOND}. */
    public B spoolSync(SpoolSync when) {
        spoolSync = when;
        return self();
    }

    /**
     * What happens to events that may have arrived, once Amplitude would no longer recognise a second copy. Default: {@link
     * DedupeExpiry#SEND}.
     */
    public B onDedupeExpiry(DedupeExpiry choice) {
        onDedupeExpiry = choice;
        return self();
    }

    /** How long {@code close()} may take, hard, up to 5 min. Default: 5 s. */
    public B shutdownTimeout(Duration timeout) {
        shutdownTimeout = timeout;
        return self();
    }

    /** Sends and keeps nothing: every event is refused as {@code OPTED_OUT}. Default: false. */
    public B optOut(boolean out) {
        optOut = out;
        return self();
    }

    /** Whether a value of unknown type is sent as its {@code toString()}; if not, its class name is. Default: true. */
    public B callToString(boolean call) {
        callToString = call;
        return self();
    }

    /** Trusts any 2xx answer of one's own proxy; Amplitude's always confirm in JSON. Default: false. */
    public B acceptAny2xx(boolean accept) {
        acceptAny2xx = accept;
        return self();
    }

    /** Adds a plugin; plugins run in the order in which they were added. */
    public B plugin(Plugin plugin) {
        plugins.add(plugin);
        return self();
    }

    /** Is told of requests and losses. Default: none. */
    public B uploadDelegate(UploadDelegate delegate) {
        uploadDelegate = delegate;
        return self();
    }

    /** Carries the requests, and is closed with the client. Default: OkHttp. */
    public B transport(Transport carrier) {
        transport = carrier;
        return self();
    }

    /** Where the client reports on itself. Default: warnings to standard error. */
    public B statusListener(StatusListener listener) {
        statusListener = listener;
        return self();
    }
}

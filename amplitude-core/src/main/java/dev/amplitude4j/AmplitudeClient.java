// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.event.Identify;
import dev.amplitude4j.event.Revenue;
import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.encode.EventDefaults;
import dev.amplitude4j.internal.encode.EventEncoder;
import dev.amplitude4j.internal.lifecycle.Callbacks;
import dev.amplitude4j.internal.lifecycle.Dispatcher;
import dev.amplitude4j.internal.lifecycle.EncoderPool;
import dev.amplitude4j.internal.lifecycle.Intake;
import dev.amplitude4j.internal.lifecycle.Patience;
import dev.amplitude4j.internal.lifecycle.Rejections;
import dev.amplitude4j.internal.lifecycle.Shutdown;
import dev.amplitude4j.internal.lifecycle.SpoolThread;
import dev.amplitude4j.internal.lifecycle.SyncThread;
import dev.amplitude4j.internal.lifecycle.Workers;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.spool.DiskFs;
import dev.amplitude4j.internal.spool.ProjectId;
import dev.amplitude4j.internal.spool.Spool;
import dev.amplitude4j.internal.spool.SpoolLimits;
import dev.amplitude4j.internal.upload.Destination;
import dev.amplitude4j.internal.upload.Disk;
import dev.amplitude4j.internal.upload.Envelope;
import dev.amplitude4j.internal.upload.Expiry;
import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.options.DedupeExpiry;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.Settings;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import dev.amplitude4j.transport.OkHttpTransport;
import dev.amplitude4j.transport.Transport;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends events to Amplitude in the background. Started by {@link Builder#build}, ended by {@link #close}; what it accepted
 * meanwhile is delivered, or counted as dropped with a reason. Thread-safe.
 *
 * <p>Logging never waits (unless {@code maxBlock} says so), never throws, and does no I/O: an event is encoded on the calling
 * thread and handed to one daemon thread. This class is the roof: it alone reads the options and wires the rooms.
 */
public final class AmplitudeClient implements EventLog, AutoCloseable {

    /** A power of two, and at least as many as requests can be under way. */
    private static final int STRIPES = 8;

    private static final int MAX_SEGMENT_BYTES = 900_000;

    private static final int AMPLITUDE_MIN_ID_LENGTH = 5;
    private static final EventWriter<Event> WHOLE_EVENT = Event::writeTo;

    private final Options options;
    private final Ledger ledger = new Ledger();
    private final ByteBudget budget;
    private final SpoolThread spool;
    private final EventQueue queue;
    private final Uploader uploader;
    private final Dispatcher dispatcher;
    private final Callbacks callbacks;
    private final Intake intake;
    private final Shutdown shutdown;
    private volatile boolean optOut;

    private AmplitudeClient(Options options) {
        this.options = options;
        this.optOut = options.optOut();
        Clock clock = Clock.SYSTEM;
        String name = options.clientName() != null ? options.clientName() : "default";
        Diagnostics diagnostics = new Diagnostics(name, options.statusListener(), clock);
        this.callbacks = new Callbacks(options.uploadDelegate(), diagnostics);
        this.budget = new ByteBudget(options.maxCachedBytes() - returnedBytes(options), options.maxCachedEvents());
        this.spool = options.spoolDirectory() == null ? null : spool(options, clock, diagnostics);
        Disk disk = spool == null ? Disk.NONE : spool.disk();
        this.uploader = new Uploader(
                limits(options), destination(options), STRIPES, ledger, budget, disk, new Random(), callbacks);
        this.dispatcher = new Dispatcher(
                clock,
                ledger,
                uploader,
                transport(options),
                () -> new ResponseReader(new Redactor(options.apiKey()), options.acceptAny2xx()),
                options.uploadInterval().toNanos());
        this.queue = queue(options, budget, new Workers(dispatcher, spool));
        this.intake = new Intake(
                queue,
                new EncoderPool(() -> encoder(options)),
                options.plugins(),
                new Rejections(ledger, callbacks, diagnostics),
                ledger,
                clock);
        this.shutdown = new Shutdown(
                queue, dispatcher, spool, callbacks, ledger, clock, () -> diagnostics.info("closed: " + stats()));
        dispatcher.start(queue);
        if (spool != null) {
            spool.start(queue, dispatcher);
        }
    }

    /** A builder with the defaults; {@code apiKey} is the project's API key. */
    public static Builder builder(String apiKey) {
        return new Builder(apiKey);
    }

    /** A started client with those options. */
    public static AmplitudeClient start(Options options) {
        return new AmplitudeClient(options);
    }

    /** Logs an event. Null is refused as {@code INVALID}. */
    public LogResult logEvent(Event event) {
        return logEvent(event, WHOLE_EVENT);
    }

    @Override
    public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
        return optOut ? intake.reject(LogResult.OPTED_OUT) : intake.log(source, writer);
    }

    /** Changes properties of a user. */
    public LogResult identify(String userId, Identify changes) {
        return logEvent(Event.identify(changes).userId(userId).build());
    }

    /** Changes properties of a group. */
    public LogResult groupIdentify(String groupType, String groupName, Identify changes) {
        return logEvent(Event.groupIdentify(groupType, groupName, changes).build());
    }

    /** Makes a user a member of a group. */
    public LogResult setGroup(String userId, String groupType, String groupName) {
        return logEvent(Event.setGroup(groupType, groupName).userId(userId).build());
    }

    /** Logs a purchase or refund of a user. */
    public LogResult revenue(String userId, Revenue revenue) {
        return logEvent(Event.revenue(revenue).userId(userId).build());
    }

    /** Stops or resumes taking events; what was accepted before is still delivered. */
    public void setOptOut(boolean out) {
        optOut = out;
    }

    /** Whether events are refused as {@code OPTED_OUT}. */
    public boolean isOptOut() {
        return optOut;
    }

    /** Sends what was accepted so far without waiting for the upload interval; completes when all of it is settled. */
    public CompletableFuture<FlushResult> flush() {
        // What hangs on the result may be anybody's code: it must not run on the thread that delivers.
        return dispatcher.flush().thenApplyAsync(result -> result, callbacks::runAnyway);
    }

    /**
     * Sends what was accepted before the call, and waits until all of it is settled or the time is up. An interrupt does not
     * cut the wait short.
     */
    public FlushResult flush(Duration timeout) {
        Ledger.Watch watch = dispatcher.flush();
        CompletableFuture<Boolean> durable = durable();
        Patience.await(watch, timeout.toNanos());
        return result(watch, durable);
    }

    /**
     * Waits until what was accepted before the call is delivered or survives the loss of power, or the time is up: {@link
     * FlushResult#isSafe} tells. Without a spool it waits for the delivery. An interrupt does not cut the wait short.
     */
    public FlushResult flushToDisk(Duration timeout) {
        if (spool == null) {
            return flush(timeout);
        }
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        Ledger.Watch watch = dispatcher.flush();
        Patience.await(watch.begun(), timeout.toNanos());
        CompletableFuture<Boolean> durable = durable();
        Patience.await(CompletableFuture.anyOf(watch, durable), deadlineNanos - System.nanoTime());
        return result(watch, durable);
    }

    /**
     * Refuses new events, delivers what it can within nine tenths of the time, drops the rest, counted, and ends; with a spool,
     * delivers for half of the time and leaves the rest on disk. Returns within {@code timeout} and a quarter of a second. Only
     * the first call does it; later ones wait for it.
     */
    public FlushResult shutdown(Duration timeout) {
        return shutdown.within(timeout.toNanos());
    }

    /** {@link #shutdown} within the configured {@code shutdownTimeout}. */
    @Override
    public void close() {
        shutdown(options.shutdownTimeout());
    }

    /** Whether a shutdown has begun. */
    public boolean isClosed() {
        return shutdown.hasBegun();
    }

    /** A consistent snapshot of the counters. */
    public Stats stats() {
        ledger.lock();
        try {
            EventQueue.Tally tally = queue.tally();
            return new Stats(
                    tally.accepted(),
                    ledger.recovered(),
                    ledger.delivered(),
                    tally.pending() + uploader.pending(),
                    ledger.rejected(),
                    ledger.dropped(),
                    ledger.requests(),
                    ledger.traffic(measured()));
        } finally {
            ledger.unlock();
        }
    }

    /** Tells where the client sends, never its key. */
    @Override
    public String toString() {
        return "AmplitudeClient[" + options.uploadUrl() + "]";
    }

    private CompletableFuture<Boolean> durable() {
        return spool == null ? CompletableFuture.completedFuture(false) : spool.persist();
    }

    private FlushResult result(Ledger.Watch watch, CompletableFuture<Boolean> durable) {
        boolean onDisk = watch.begun().isDone() && durable.getNow(false);
        ledger.lock();
        try {
            FlushResult seen = ledger.progress(watch).orElseGet(() -> new FlushResult(0, 0, uploader.pendingOwn()));
            long stored = onDisk ? Math.max(0, seen.pending() - uploader.unkept(watch.generation())) : 0;
            return new FlushResult(seen.delivered(), seen.dropped(), seen.pending(), stored);
        } finally {
            ledger.unlock();
        }
    }

    private Map<Counter, Long> measured() {
        Map<Counter, Long> measured = new EnumMap<>(Counter.class);
        measured.put(Counter.PAUSED_NOW, uploader.paused());
        measured.put(Counter.BYTES_IN_MEMORY, budget.usedBytes());
        if (spool != null) {
            measured.put(Counter.STORED_NOW, spool.spool().stored());
            measured.put(Counter.BYTES_ON_DISK, spool.spool().bytes());
            measured.put(Counter.TORN_BYTES, spool.spool().tornBytes());
            measured.put(Counter.UNSYNCED, spool.spool().unsynced());
        }
        return measured;
    }

    private SpoolThread spool(Options options, Clock clock, Diagnostics diagnostics) {
        SpoolLimits limits = new SpoolLimits(
                options.spoolMaxBytes(), options.spoolMinFreeBytes(), segmentBytes(options), syncNanos(options));
        Spool kept = new Spool(
                new DiskFs(),
                options.spoolDirectory(),
                ProjectId.of(options.uploadUrl(), options.apiKey()),
                limits,
                clock,
                new SecureRandom(),
                (reason, message) -> callbacks.runAnyway(() -> diagnostics.warn(reason, message)),
                new SyncThread());
        return new SpoolThread(kept, ledger, clock);
    }

    private static long syncNanos(Options options) {
        switch (options.spoolSync()) {
            case ALWAYS:
                return SpoolLimits.SYNC_ALWAYS;
            case NEVER:
                return SpoolLimits.SYNC_NEVER;
            default:
                return TimeUnit.SECONDS.toNanos(1);
        }
    }

    private static int segmentBytes(Options options) {
        return (int) Math.min(MAX_SEGMENT_BYTES, options.maxCachedBytes() / 8);
    }

    /** Room that is kept for events which come back from disk: those of a segment, and what is held beside them. */
    private static long returnedBytes(Options options) {
        return options.spoolDirectory() == null ? 0 : 2L * segmentBytes(options);
    }

    private static UploadLimits limits(Options options) {
        return UploadLimits.builder(options.batchSize(), options.maxBatchBytes())
                .maxParallelUploads(options.maxParallelUploads())
                .maxAttempts(options.maxUploadAttempts())
                .attemptDeadlineNanos(options.requestTimeout().toNanos() + TimeUnit.SECONDS.toNanos(1))
                .maxPausedBytes(options.maxCachedBytes() / 4)
                .memory(options.maxCachedBytes(), returnedBytes(options))
                .expiry(new Expiry(options.onDedupeExpiry() == DedupeExpiry.DROP))
                .build();
    }

    private static Destination destination(Options options) {
        Destination batch = Destination.batch(envelope(options, options.batchUrl()));
        if (options.useBatch()) {
            return batch;
        }
        return Destination.httpV2(
                envelope(options, options.uploadUrl()), options.useBatchWhenThrottled() ? batch : null);
    }

    private static Envelope envelope(Options options, String url) {
        return new Envelope(url, options.apiKey(), options.minIdLength(), options.isGzip());
    }

    private static EventQueue queue(Options options, ByteBudget budget, EventQueue.Taker taker) {
        long halfPerStripe = options.maxCachedBytes() / (2 * STRIPES);
        return new EventQueue(
                STRIPES,
                options.batchSize(),
                (int) Math.min(options.maxBatchBytes(), halfPerStripe),
                budget,
                new ChunkPool(options.maxCachedBytes(), options.batchSize()),
                options.maxBlock().toNanos(),
                options.spoolDirectory() != null,
                taker);
    }

    private static Transport transport(Options options) {
        return options.transport() != null
                ? options.transport()
                : new OkHttpTransport(
                                options.connectTimeout(),
                                options.requestTimeout(),
                                options.maxParallelUploads(),
                                AmplitudeThread.factory("amplitude-http"))
                        .trusting(options.trustedCertificates());
    }

    private static EventEncoder encoder(Options options) {
        int minIdLength = options.minIdLength() == 0 ? AMPLITUDE_MIN_ID_LENGTH : options.minIdLength();
        EventDefaults defaults = new EventDefaults(
                LibraryVersion.TEXT, options.plan(), options.ingestionMetadata(), options.partnerId());
        return new EventEncoder(minIdLength, options.maxEventBytes(), options.callToString(), defaults);
    }

    /** Collects settings and starts the client. Not thread-safe. */
    public static final class Builder extends Settings<Builder> {
        private Builder(String apiKey) {
            super(apiKey);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Starts a client; nothing is connected to before the first events leave.
         *
         * @throws IllegalArgumentException naming the first setting that cannot be, its bound, and what was seen
         */
        public AmplitudeClient build() {
            return start(toOptions());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.batch.Admission;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.lifecycle.Callbacks;
import dev.amplitude4j.internal.lifecycle.Dispatcher;
import dev.amplitude4j.internal.lifecycle.Patience;
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
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.FlushResult;
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

/** A client's own queue, threads, spool and connections, wired from its options. Thread-safe. */
final class OwnDelivery implements Delivery {

    /** A power of two, and at least as many as requests can be under way. */
    private static final int STRIPES = 8;

    private static final int MAX_SEGMENT_BYTES = 900_000;

    private final Ledger ledger;
    private final Callbacks callbacks;
    private final ByteBudget budget;
    private final SpoolThread spool;
    private final EventQueue queue;
    private final Uploader uploader;
    private final Dispatcher dispatcher;
    private final Shutdown shutdown;

    /** Starts the threads; nothing is connected to before the first events leave. */
    OwnDelivery(Options options, Ledger ledger, Callbacks callbacks, Diagnostics diagnostics) {
        this.ledger = ledger;
        this.callbacks = callbacks;
        Clock clock = Clock.SYSTEM;
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
        this.shutdown = new Shutdown(
                queue, dispatcher, spool, callbacks, ledger, clock, () -> diagnostics.info("closed: " + stats()));
        dispatcher.start(queue);
        if (spool != null) {
            spool.start(queue, dispatcher);
        }
    }

    @Override
    public Admission admission() {
        return queue;
    }

    @Override
    public CompletableFuture<FlushResult> flush() {
        // What hangs on the result must not run on the thread that delivers.
        return dispatcher.flush().thenApplyAsync(result -> result, callbacks::runAnyway);
    }

    @Override
    public FlushResult flush(Duration timeout) {
        Ledger.Watch watch = dispatcher.flush();
        CompletableFuture<Boolean> durable = durable();
        Patience.await(watch, Patience.nanos(timeout));
        return result(watch, durable);
    }

    @Override
    public FlushResult flushToDisk(Duration timeout) {
        if (spool == null) {
            return flush(timeout);
        }
        long deadlineNanos = System.nanoTime() + Patience.nanos(timeout);
        Ledger.Watch watch = dispatcher.flush();
        Patience.await(watch.begun(), Patience.nanos(timeout));
        CompletableFuture<Boolean> durable = durable();
        Patience.await(CompletableFuture.anyOf(watch, durable), deadlineNanos - System.nanoTime());
        return result(watch, durable);
    }

    @Override
    public FlushResult shutdown(Duration timeout) {
        return shutdown.within(Patience.nanos(timeout));
    }

    @Override
    public boolean isClosed() {
        return shutdown.hasBegun();
    }

    @Override
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

    private CompletableFuture<Boolean> durable() {
        return spool == null ? CompletableFuture.completedFuture(false) : spool.persist();
    }

    private FlushResult result(Ledger.Watch watch, CompletableFuture<Boolean> durable) {
        boolean onDisk = watch.begun().isDone() && durable.getNow(false);
        ledger.lock();
        try {
            FlushResult seen = ledger.progress(watch).orElseGet(this::nothingYet);
            long stored = onDisk ? Math.max(0, seen.pending() - uploader.unkept(watch.generation())) : 0;
            return new FlushResult(seen.delivered(), seen.dropped(), seen.pending(), stored);
        } finally {
            ledger.unlock();
        }
    }

    /** Of a flush that did not begin in time: what it would cover is in the queue as well. */
    private FlushResult nothingYet() {
        return new FlushResult(0, 0, queue.tally().pending() + uploader.pendingOwn());
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
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.upload.Destination;
import dev.amplitude4j.internal.upload.Envelope;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.internal.upload.UploadListener;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.UploadReport;
import dev.amplitude4j.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Everything behind the encoder, driven by a test in virtual time: no thread, no socket, an hour in milliseconds. */
final class VirtualClient implements Clock, UploadListener {

    static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int STRIPES = 8;
    private static final long EPOCH_MILLIS = 1_795_404_600_000L;

    final Ledger ledger = new Ledger();
    final ByteBudget budget = new ByteBudget(16 << 20, 0);
    final List<UploadReport> reports = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final Map<DropReason, Long> told = new EnumMap<>(DropReason.class);
    final EventQueue queue;
    final Uploader uploader;
    private final Dispatcher dispatcher;
    private long nowNanos;
    private int wakeUps;

    VirtualClient(Transport transport, long seed) {
        this(transport, seed, UploadLimits.builder(1_000, 900_000));
    }

    VirtualClient(Transport transport, long seed, UploadLimits.Builder limits) {
        this(transport, seed, 1_000, 900_000, limits, httpV2());
    }

    VirtualClient(
            Transport transport,
            long seed,
            int batchSize,
            int maxBytes,
            UploadLimits.Builder limits,
            Destination destination) {
        uploader = new Uploader(limits.build(), destination, STRIPES, ledger, budget, new Random(seed), this);
        dispatcher = new Dispatcher(
                this,
                ledger,
                uploader,
                transport,
                () -> new ResponseReader(new Redactor(KEY), false),
                TimeUnit.SECONDS.toNanos(1));
        ChunkPool pool = new ChunkPool(4 << 20, batchSize);
        queue = new EventQueue(STRIPES, batchSize, maxBytes, budget, pool, 0, () -> {
            wakeUps++;
            dispatcher.wake();
        });
        dispatcher.serve(queue);
    }

    static Destination httpV2() {
        return Destination.httpV2(envelope("/2/httpapi", false), null);
    }

    static Envelope envelope(String path, boolean gzip) {
        return new Envelope("http://localhost" + path, KEY, 0, gzip);
    }

    LogResult offer(String userId, int number) {
        String json =
                "{\"user_id\":\"" + userId + "\",\"event_type\":\"e\",\"insert_id\":\"" + userId + "#" + number + "\"}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return queue.offer(bytes, bytes.length, userId.hashCode());
    }

    /** Lets that much time pass, doing what is due at its due moment. */
    void pass(Duration time) {
        long end = nowNanos + time.toNanos();
        while (true) {
            long wait = dispatcher.turnSafely();
            if (wait == 0) {
                continue;
            }
            if (wait > end - nowNanos) {
                nowNanos = end;
                return;
            }
            nowNanos += wait;
        }
    }

    Ledger.Watch flush() {
        return dispatcher.flush();
    }

    void stop() {
        Future<?> unused = dispatcher.stop();
        dispatcher.turnSafely();
    }

    int wakeUps() {
        return wakeUps;
    }

    long accepted() {
        return queue.tally().accepted();
    }

    long pending() {
        return queue.tally().pending() + uploader.pending();
    }

    long dropped() {
        return ledger.dropped().values().stream().mapToLong(Long::longValue).sum();
    }

    Duration now() {
        return Duration.ofNanos(nowNanos);
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public long currentTimeMillis() {
        return EPOCH_MILLIS + TimeUnit.NANOSECONDS.toMillis(nowNanos);
    }

    @Override
    public void uploaded(UploadReport report, Trouble trouble) {
        reports.add(report);
    }

    @Override
    public void dropped(DropReason reason, int events) {
        told.merge(reason, (long) events, Long::sum);
    }

    @Override
    public void noticed(Notice notice) {
        notices.add(notice);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.upload.Destination;
import dev.amplitude4j.internal.upload.Disk;
import dev.amplitude4j.internal.upload.Envelope;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.internal.upload.UploadListener;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
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
import java.util.function.ToIntFunction;

/** Everything behind the encoder, driven by a test in virtual time: no thread, no socket, an hour in milliseconds. */
final class VirtualClient implements Clock, UploadListener {

    static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int STRIPES = 8;
    private static final long EPOCH_MILLIS = 1_795_404_600_000L;

    final Ledger ledger = new Ledger();
    final ByteBudget budget;
    final List<UploadReport> reports = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final Map<DropReason, Long> told = new EnumMap<>(DropReason.class);
    final EventQueue queue;
    final Uploader uploader;
    private final Dispatcher dispatcher;
    private final SpoolThread spool;
    private final long seed;
    private final Duration wallClockAhead;
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
        this(transport, seed, batchSize, maxBytes, limits, destination, null);
    }

    /** A client with a spool, one of several lives. */
    VirtualClient(Transport transport, long seed, Spooling spooling) {
        this(transport, seed, 1_000, spooling.memoryBytes / 16, spooling.limits, httpV2(), spooling);
    }

    private VirtualClient(
            Transport transport,
            long seed,
            int batchSize,
            int maxBytes,
            UploadLimits.Builder limits,
            Destination destination,
            Spooling spooling) {
        this.seed = seed;
        wallClockAhead = spooling == null ? Duration.ZERO : spooling.wallClockAhead;
        budget = new ByteBudget(spooling == null ? 16 << 20 : spooling.budgetBytes(), 0);
        spool = spooling == null ? null : new SpoolThread(spooling.open(this, seed), ledger, this);
        Disk disk = spool == null ? Disk.NONE : spool.disk();
        uploader = new Uploader(limits.build(), destination, STRIPES, ledger, budget, disk, new Random(seed), this);
        dispatcher = new Dispatcher(
                this,
                ledger,
                uploader,
                transport,
                () -> new ResponseReader(new Redactor(KEY), false),
                TimeUnit.SECONDS.toNanos(1));
        ChunkPool pool = new ChunkPool(4 << 20, batchSize);
        queue = new EventQueue(STRIPES, batchSize, maxBytes, budget, pool, 0, spool != null, () -> {
            wakeUps++;
            dispatcher.wake();
        });
        dispatcher.serve(queue);
        if (spool != null) {
            spool.serve(queue, dispatcher);
        }
    }

    static Destination httpV2() {
        return Destination.httpV2(envelope("/2/httpapi", false), null);
    }

    static Envelope envelope(String path, boolean gzip) {
        return new Envelope("http://localhost" + path, KEY, 0, gzip);
    }

    LogResult offer(String userId, int number) {
        return offer("user_id", userId, number, 0);
    }

    /** Offers an event of a user or device that is about so much larger than usual. */
    LogResult offer(String member, String id, int number, int paddingBytes) {
        String json = "{\"" + member + "\":\"" + id + "\",\"event_type\":\"e" + "x".repeat(paddingBytes)
                + "\",\"insert_id\":\"" + id + "#" + number + "\"}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return queue.offer(bytes, bytes.length, id.hashCode());
    }

    /** Lets that much time pass, doing what is due at its due moment. */
    void pass(Duration time) {
        long end = nowNanos + time.toNanos();
        while (true) {
            long wait = Math.min(spool == null ? Long.MAX_VALUE : spool.turnSafely(), dispatcher.turnSafely());
            if (wait == 0 || (spool != null && spool.isWoken())) {
                continue;
            }
            if (wait > end - nowNanos) {
                nowNanos = end;
                return;
            }
            nowNanos += wait;
        }
    }

    /** What is under way takes that much time. */
    void takeLong(Duration time) {
        nowNanos += time.toNanos();
    }

    Ledger.Watch flush() {
        return dispatcher.flush();
    }

    /** Begins the end, as a shutdown does: what was offered leaves now, and waits for no better moment. */
    void hurry() {
        queue.close();
        Ledger.Watch unused = dispatcher.flush();
        dispatcher.hurry();
    }

    void stop() {
        queue.close();
        if (spool != null) {
            Future<?> unused = spool.persist();
            spool.turnSafely();
        }
        Future<?> unused = dispatcher.stop();
        dispatcher.turnSafely();
        if (spool != null) {
            Future<?> unusedToo = spool.stop();
            spool.turnSafely();
        }
    }

    /** Nothing is lost or counted twice; what is told, counted and received is the same. */
    void assertLaw(ScriptedServer server) {
        assertLaw(server.receipts());
    }

    /** The same, where the server received so many events, each time counted. */
    void assertLaw(long receipts) {
        assertThat(accepted() + ledger.recovered())
                .as("seed %d", seed)
                .isEqualTo(ledger.delivered() + dropped() + pending());
        assertThat(told).as("seed %d", seed).isEqualTo(ledger.dropped());
        assertThat(sum(UploadReport::delivered)).as("seed %d", seed).isEqualTo(ledger.delivered());
        assertThat(reports).allMatch(report -> report.retained() >= 0);
        assertThat(sum(UploadReport::events)).as("seed %d", seed).isEqualTo(receipts);
        assertThat(traffic().attempts()).as("seed %d", seed).isEqualTo(receipts);
        if (pending() == 0) {
            assertThat(budget.usedBytes()).as("seed %d", seed).isZero();
        }
    }

    Stats.Traffic traffic() {
        return ledger.traffic(
                Map.of(Counter.PAUSED_NOW, uploader.paused(), Counter.BYTES_IN_MEMORY, budget.usedBytes()));
    }

    private long sum(ToIntFunction<UploadReport> figure) {
        return reports.stream().mapToInt(figure).sum();
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
        return EPOCH_MILLIS + wallClockAhead.toMillis() + TimeUnit.NANOSECONDS.toMillis(nowNanos);
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

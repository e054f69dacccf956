// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.CONFIRMED;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.spool.DiskFs;
import dev.amplitude4j.internal.spool.SpoolFile;
import dev.amplitude4j.internal.spool.SpoolFs;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not come back from a write, under real threads: nobody waits for it but the spool's own. */
class HangingDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path temporary;

    private final CountDownLatch mended = new CountDownLatch(1);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ScriptedServer server = new ScriptedServer(ids -> answer(200, CONFIRMED));
    private final Ledger ledger = new Ledger();
    private final ByteBudget budget = new ByteBudget(8 << 20, 0);
    private EventQueue queue;
    private Uploader uploader;
    private Shutdown shutdown;

    @AfterEach
    void mend() {
        mended.countDown();
    }

    @Test
    void hangingDisk_delaysNeitherCallersNorDeliveryNorTheEnd() throws Exception {
        start();
        offer(0, 1);
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
        offer(1, 1_000);
        await().atMost(PATIENCE).until(() -> delivered() == 1_000);

        server.become(ids -> null);
        offer(1_000, 1_100);
        long start = System.nanoTime();
        shutdown.within(Duration.ofMillis(500).toNanos());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(750));
        ledger.lock();
        try {
            assertThat(ledger.dropped()).isEqualTo(Map.of(DropReason.SPOOL_IO, 100L));
            assertThat(queue.tally().accepted()).isEqualTo(ledger.delivered() + 100);
            assertThat(queue.tally().pending() + uploader.pending()).isZero();
            assertThat(budget.usedBytes()).isZero();
        } finally {
            ledger.unlock();
        }
    }

    private void start() {
        Clock clock = Clock.SYSTEM;
        Spooling spooling = new Spooling(hangingFs(), temporary.resolve("spool"));
        SpoolThread spool = new SpoolThread(spooling.open(clock, 1), ledger, clock);
        Diagnostics diagnostics = new Diagnostics("test", StatusListener.standardError(), clock);
        Callbacks callbacks = new Callbacks(null, diagnostics);
        uploader = new Uploader(
                spooling.limits.build(),
                VirtualClient.httpV2(),
                8,
                ledger,
                budget,
                spool.disk(),
                new Random(1),
                callbacks);
        Dispatcher dispatcher = new Dispatcher(
                clock,
                ledger,
                uploader,
                server,
                () -> new ResponseReader(new Redactor(VirtualClient.KEY), false),
                TimeUnit.MILLISECONDS.toNanos(50));
        queue = new EventQueue(8, 1_000, 1 << 20, budget, new ChunkPool(1 << 20, 1_000), 0, true, () -> {
            dispatcher.wake();
            spool.wake();
        });
        shutdown = new Shutdown(queue, dispatcher, spool, callbacks, ledger, clock, () -> {});
        dispatcher.start(queue);
        spool.start(queue, dispatcher);
    }

    private void offer(int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] json = ("{\"user_id\":\"user" + i + "\",\"event_type\":\"e\",\"insert_id\":\"" + i + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(queue.offer(json, json.length, i)).isEqualTo(LogResult.ACCEPTED);
        }
    }

    private long delivered() {
        ledger.lock();
        try {
            return ledger.delivered();
        } finally {
            ledger.unlock();
        }
    }

    /** The machine's disk, whose writes do not return until it is mended. */
    private SpoolFs hangingFs() {
        DiskFs disk = new DiskFs();
        return proxy(
                SpoolFs.class,
                disk,
                (method, result) ->
                        result instanceof SpoolFile ? proxy(SpoolFile.class, result, (inner, none) -> none) : result);
    }

    private interface Result {
        Object of(Method method, Object result);
    }

    private <T> T proxy(Class<T> type, Object target, Result result) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        hanging.countDown();
                        mended.await();
                    }
                    try {
                        return result.of(method, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof IOException
                                ? e.getCause()
                                : new IllegalStateException(e.getCause());
                    }
                });
        return type.cast(proxy);
    }
}

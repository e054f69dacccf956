// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.upload.Uploader;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.transport.Transport;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Everything behind the encoder with a spool, under real threads and in real time. Any thread. */
final class LiveClient {

    final Ledger ledger = new Ledger();
    final ByteBudget budget = new ByteBudget(8 << 20, 0);
    final EventQueue queue;
    final Uploader uploader;
    final Shutdown shutdown;
    final SpoolThread spool;

    LiveClient(Transport transport, Spooling spooling) {
        Clock clock = Clock.SYSTEM;
        spooling.syncer = new SyncThread();
        spool = new SpoolThread(spooling.open(clock, 1), ledger, clock);
        Diagnostics diagnostics = new Diagnostics("test", StatusListener.standardError(), clock);
        Callbacks callbacks = new Callbacks(null, diagnostics, clock);
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
                transport,
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

    /** Offers events of those numbers, of a user each; all must be accepted. */
    void offer(int from, int to) {
        for (int i = from; i < to; i++) {
            byte[] json = ("{\"user_id\":\"user" + i + "\",\"event_type\":\"e\",\"insert_id\":\"" + i + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(queue.offer(json, json.length, i)).isEqualTo(LogResult.ACCEPTED);
        }
    }

    long delivered() {
        ledger.lock();
        try {
            return ledger.delivered();
        } finally {
            ledger.unlock();
        }
    }
}

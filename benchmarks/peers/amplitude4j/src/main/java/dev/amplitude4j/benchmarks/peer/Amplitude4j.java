// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.PurchaseEvents;
import dev.amplitude4j.benchmarks.workload.Target;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.options.Compression;
import dev.amplitude4j.result.LogResult;
import java.time.Duration;

/**
 * amplitude4j, called directly. Settings: {@code call} is {@code builder} or {@code typed}, {@code overflow} is {@code wait}
 * or {@code refuse}, {@code compression} is one of {@link Compression}, {@code transport} is {@code okhttp} or {@code socket},
 * {@code queueMegabytes} bounds what is held.
 */
public final class Amplitude4j implements Peer {

    private static final EventWriter<Purchase> TYPED = PurchaseEvents::write;
    private static final int UPLOADS = 4;
    private static final int DEFAULT_QUEUE_MEGABYTES = 16;

    private AmplitudeClient client;
    private boolean typed;

    @Override
    public void start(Target target) {
        typed = target.setting("call", "builder").equals("typed");
        AmplitudeClient.Builder builder = AmplitudeClient.builder(Target.API_KEY)
                .serverUrl(target.url())
                .compression(Compression.valueOf(target.setting("compression", "NONE")))
                .maxParallelUploads(UPLOADS)
                .maxCachedBytes(target.number("queueMegabytes", DEFAULT_QUEUE_MEGABYTES) * 1024L * 1024)
                .maxBlock(target.setting("overflow", "wait").equals("wait") ? Duration.ofMinutes(1) : Duration.ZERO);
        if (target.setting("transport", "okhttp").equals("socket")) {
            builder.transport(new SocketTransport(UPLOADS));
        }
        client = builder.build();
    }

    @Override
    public boolean log(Purchase p) {
        LogResult result = typed ? client.logEvent(p, TYPED) : client.logEvent(PurchaseEvents.event(p));
        return result == LogResult.ACCEPTED;
    }

    @Override
    public void flush() {
        client.flush(Duration.ZERO);
    }

    @Override
    public void close() {
        client.close();
    }
}

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
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * amplitude4j, called directly. Settings: {@code call} is {@code builder}, {@code pairs} or {@code typed}, {@code overflow} is
 * {@code wait} or {@code refuse}, {@code compression} is one of {@link Compression}, {@code transport} is {@code okhttp} or
 * {@code socket}, {@code queueMegabytes} bounds what is held, {@code spool} is {@code off} or {@code on}.
 */
public final class Amplitude4j implements Peer {

    private static final EventWriter<Purchase> TYPED = PurchaseEvents::write;
    private static final int UPLOADS = 4;
    private static final int DEFAULT_QUEUE_MEGABYTES = 16;

    private AmplitudeClient client;
    private String call;
    private Path spool;

    @Override
    public void start(Target target) throws IOException {
        call = target.setting("call", "builder");
        AmplitudeClient.Builder builder = AmplitudeClient.builder(Target.API_KEY)
                .serverUrl(target.url())
                .compression(Compression.valueOf(target.setting("compression", "NONE")))
                .maxParallelUploads(UPLOADS)
                .maxCachedBytes(target.number("queueMegabytes", DEFAULT_QUEUE_MEGABYTES) * 1024L * 1024)
                .maxBlock(target.setting("overflow", "wait").equals("wait") ? Duration.ofMinutes(1) : Duration.ZERO);
        if (target.setting("transport", "okhttp").equals("socket")) {
            builder.transport(new SocketTransport(UPLOADS));
        }
        if (target.setting("spool", "off").equals("on")) {
            spool = Files.createTempDirectory("spool");
            builder.spoolDirectory(spool);
        }
        client = builder.build();
    }

    @Override
    public boolean log(Purchase p) {
        return logged(p) == LogResult.ACCEPTED;
    }

    private LogResult logged(Purchase p) {
        return switch (call) {
            case "typed" -> client.logEvent(p, TYPED);
            case "pairs" -> client.logEvent(PurchaseEvents.pairs(p), PurchaseEvents.PAIRS);
            default -> client.logEvent(PurchaseEvents.event(p));
        };
    }

    @Override
    public void flush() {
        client.flush(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (spool != null) {
            try (Stream<Path> files = Files.walk(spool)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}

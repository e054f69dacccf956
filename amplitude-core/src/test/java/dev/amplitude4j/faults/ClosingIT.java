// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.BestRound;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.UploadReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows of the fault plan in which many close a client at once, or one does in a callback. They run alone. */
@Isolated
class ClosingIT {

    /** The budget and a quarter of a second. */
    private static final Duration LATEST = Duration.ofMillis(5_250);

    private final Emulator emulator = Emulator.start();
    private final Queue<String> lastWords = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void p5_closedByEight_endsOnce_inTimeForEach_andRefusesAfterwards() {
        emulator.faults(Fault.answer(503).build());
        Duration best = BestRound.of(LATEST, this::slowestOfEight);
        System.out.println("P5: the slowest of 8 closes took " + best.toMillis() + " ms");
        assertThat(best).isLessThanOrEqualTo(LATEST);
    }

    private Duration slowestOfEight(int round) {
        lastWords.clear();
        AmplitudeClient client =
                builder().spoolDirectory(folder.resolve("spool" + round)).build();
        log(client, 2_000);
        Duration slowest = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> BestRound.time(client::close), task -> new Thread(task).start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .max(Duration::compareTo)
                .orElseThrow();
        assertThat(client.logEvent(event(0))).isEqualTo(LogResult.CLOSED);
        assertThat(client.stats().pending()).isEqualTo(2_000);
        assertThat(client.stats().isBalanced()).isTrue();
        assertThat(lastWords).hasSize(1).first().asString().contains("pending=2000");
        return slowest;
    }

    /** The last words are said by the thread that is busy with the close. */
    @Test
    void p5_closedInACallback_endsInTime() throws Exception {
        CompletableFuture<Duration> took = new CompletableFuture<>();
        CompletableFuture<AmplitudeClient> client = new CompletableFuture<>();
        client.complete(builder()
                .uploadDelegate(new UploadDelegate() {
                    @Override
                    public void onUpload(UploadReport report) {
                        took.complete(BestRound.time(client.join()::close));
                    }
                })
                .build());
        log(client.join(), 500);
        Duration closed = took.get(60, TimeUnit.SECONDS);
        System.out.println("P5: close in a callback took " + closed.toMillis() + " ms");
        assertThat(closed).isLessThanOrEqualTo(LATEST);
        assertThat(client.join().stats().isBalanced()).isTrue();
        assertThat(client.join().stats().pending()).isZero();
        assertThat(emulator.counts().events()).isEqualTo(client.join().stats().delivered());
    }

    private AmplitudeClient.Builder builder() {
        return AmplitudeClient.builder(Trial.KEY)
                .serverUrl(emulator.url())
                .uploadInterval(Duration.ofMillis(50))
                .spoolMinFreeBytes(0)
                .statusListener(new StatusListener() {
                    @Override
                    public void warn(String message) {
                        assertThat(message).doesNotContain(Trial.KEY);
                    }

                    @Override
                    public void info(String message) {
                        lastWords.add(message);
                    }
                });
    }

    private static void log(AmplitudeClient client, int events) {
        for (int i = 0; i < events; i++) {
            LogResult result = client.logEvent(event(i));
            assertThat(result).isIn(LogResult.ACCEPTED, LogResult.CLOSED);
        }
    }

    private static Event event(int number) {
        return Event.builder("Tick").userId("user-" + number % 500).build();
    }
}

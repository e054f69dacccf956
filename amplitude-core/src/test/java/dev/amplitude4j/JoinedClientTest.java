// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import dev.amplitude4j.transport.RecordingTransport;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two clients whose events go one way: one delivers, the other hands over what it has encoded. */
class JoinedClientTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Answers come as soon as this is complete. */
    private volatile CompletableFuture<Void> answering = CompletableFuture.completedFuture(null);

    private final RecordingTransport transport = new RecordingTransport();
    private final AmplitudeClient host = AmplitudeClient.builder(KEY)
            .transport(new Transport() {
                @Override
                public CompletableFuture<UploadResponse> send(UploadRequest request) {
                    return answering.thenCompose(now -> transport.send(request));
                }

                @Override
                public void close() {
                    transport.close();
                }
            })
            .uploadInterval(Duration.ofHours(1))
            .maxEventBytes(1_024)
            .build();
    private final AtomicInteger releases = new AtomicInteger();
    private final AmplitudeClient guest = join(host.port());

    @AfterEach
    void close() {
        guest.close();
        host.close();
    }

    @Test
    void events_goTogetherAndObeyOneEquation() {
        assertThat(log(host, "host")).isEqualTo(LogResult.ACCEPTED);
        assertThat(log(guest, "guest")).isEqualTo(LogResult.ACCEPTED);
        assertThat(guest.flush(TIMEOUT).delivered()).isEqualTo(2);

        assertThat(bodies()).hasSize(1).first().asString().contains("\"host\"", "\"guest\"");
        for (AmplitudeClient client : new AmplitudeClient[] {host, guest}) {
            Stats stats = client.stats();
            assertThat(stats.accepted()).isEqualTo(2);
            assertThat(stats.delivered()).isEqualTo(2);
            assertThat(stats.isBalanced()).isTrue();
            assertThat(stats.requests()).containsEntry(200, 1L);
            assertThat(stats.traffic().attempts()).isEqualTo(2);
        }
    }

    @Test
    void asynchronousFlush_completesWhenAllIsSettled_onAThreadOfTheGuest() {
        answering = new CompletableFuture<>();
        log(guest, "guest");
        CompletableFuture<String> thread =
                guest.flush().thenApply(result -> Thread.currentThread().getName() + result);
        answering.complete(null);

        assertThat(thread.join()).startsWith("amplitude-callbacks").contains("delivered=1");
        assertThat(guest.flushToDisk(TIMEOUT).isSafe()).isTrue();
    }

    @Test
    void refusalsOfTheGuest_areCountedThereAlone() {
        guest.logEvent(Event.builder("Nameless").build());
        guest.logEvent(Event.builder("Big")
                .userId("user-1")
                .property("p", "x".repeat(1_000))
                .build());
        guest.logEvent(
                Event.builder("Cut").userId("user-1").property("p", Double.NaN).build());

        Map<LogResult, Long> rejected = guest.stats().rejected();
        assertThat(rejected).containsOnly(Map.entry(LogResult.INVALID, 1L), Map.entry(LogResult.TOO_LARGE, 1L));
        assertThat(host.stats().rejected()).isEmpty();
        assertThat(guest.stats().traffic().sanitizedValues()).isEqualTo(1);
        assertThat(host.stats().traffic().sanitizedValues()).isZero();
    }

    @Test
    void shutdownOfTheGuest_deliversAndLeavesTheHostOpen() {
        log(guest, "guest");
        assertThat(guest.shutdown(TIMEOUT).delivered()).isEqualTo(1);
        assertThat(guest.shutdown(TIMEOUT).delivered()).isEqualTo(1);

        assertThat(releases).hasValue(1);
        assertThat(guest.isClosed()).isTrue();
        assertThat(log(guest, "late")).isEqualTo(LogResult.CLOSED);
        assertThat(log(host, "host")).isEqualTo(LogResult.ACCEPTED);
        assertThat(host.isClosed()).isFalse();
    }

    @Test
    void shutdownOfTheHost_refusesTheGuest() {
        host.close();

        assertThat(log(guest, "late")).isEqualTo(LogResult.CLOSED);
        assertThat(guest.stats().rejected()).containsEntry(LogResult.CLOSED, 1L);
        assertThat(guest.stats().isBalanced()).isTrue();
    }

    /** The server keeps to the rule that device, time and number of an event tell it from others. */
    @Test
    void eventIds_areNumberedByTheHost() {
        Map<String, Object> port = new HashMap<>(host.port());
        IntSupplier numbers = () -> 4_711;
        port.put("eventId", numbers);
        try (AmplitudeClient other = join(port)) {
            log(other, "guest");
            other.flush(TIMEOUT);
        }

        assertThat(bodies()).hasSize(1).first().asString().contains("\"event_id\":4711");
    }

    @Test
    void figuresOfALaterVersion_keepTheEquation() {
        Map<String, Long> figures = StatsFigures.of(host.stats());
        figures.put("accepted", 3L);
        figures.put("delivered", 1L);
        figures.put("dropped.BEAMED_AWAY", 2L);
        figures.put("rejected.BORED", 4L);
        figures.put("counter.SIGHS", 5L);
        Stats read = StatsFigures.read(figures, Stats.none());

        assertThat(read.isBalanced()).isTrue();
        assertThat(read.dropped()).containsOnly(Map.entry(DropReason.INTERNAL_ERROR, 2L));
        assertThat(read.rejected()).containsOnly(Map.entry(LogResult.INTERNAL_ERROR, 4L));
        assertThat(read.traffic().get(Counter.ATTEMPTS)).isZero();
    }

    @Test
    void resultOfALaterVersion_isARefusal() {
        Map<String, Object> port = new HashMap<>(host.port());
        Supplier<String> refusal = () -> "BORED";
        port.put("refusal", refusal);
        try (AmplitudeClient other = join(port)) {
            assertThat(log(other, "guest")).isEqualTo(LogResult.INTERNAL_ERROR);
        }
    }

    @Test
    void portThatIsNone_isRefused() {
        Map<String, Object> port = new HashMap<>(host.port());
        port.put("offer", "a text");
        assertThatThrownBy(() -> join(port)).isInstanceOf(ClassCastException.class);
        port.remove("offer");
        assertThatThrownBy(() -> join(port))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("offer");
    }

    /** Ten threads of each, while the host is closed: what was accepted is accounted for, and nothing is accepted after. */
    @Test
    void hostClosedUnderLoad_losesNothingUncounted() {
        AtomicInteger accepted = new AtomicInteger();
        Queue<CompletableFuture<Void>> threads = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 10; i++) {
            AmplitudeClient client = i % 2 == 0 ? host : guest;
            threads.add(CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 20_000; n++) {
                    if (log(client, "n") == LogResult.ACCEPTED) {
                        accepted.incrementAndGet();
                    }
                }
            }));
        }
        await().until(() -> accepted.get() > 1_000);
        host.close();
        threads.forEach(CompletableFuture::join);

        Stats stats = guest.stats();
        assertThat(stats.accepted()).isEqualTo(accepted.get());
        assertThat(stats.pending()).isZero();
        assertThat(stats.isBalanced()).isTrue();
    }

    private List<String> bodies() {
        return transport.bodies().stream()
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .toList();
    }

    private AmplitudeClient join(Map<String, Object> port) {
        return AmplitudeClient.join(Options.builder(KEY).build(), port, releases::incrementAndGet);
    }

    private static LogResult log(AmplitudeClient client, String type) {
        return client.logEvent(Event.builder(type).userId("user-1").build());
    }
}

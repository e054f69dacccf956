// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.Identify;
import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.event.Revenue;
import dev.amplitude4j.faults.OwnThreads;
import dev.amplitude4j.options.Compression;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import dev.amplitude4j.result.UploadReport;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AmplitudeClientIT {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For a shutdown, and the quarter of a second that may come on top. */
    private static final Duration BUDGET = Duration.ofSeconds(1);

    private static final Duration LATEST_END = BUDGET.plusMillis(250);

    private final Emulator emulator = Emulator.start();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Queue<String> infos = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        emulator.close();
        assertThat(warnings).noneMatch(line -> line.contains(KEY));
    }

    @Test
    void callsWithoutWhatTheyNeed_areRefused_andDoNotThrow() {
        try (AmplitudeClient client = builder().build()) {
            Identify changes = identify().set("size", 7).build();
            assertThat(client.logEvent(null)).isEqualTo(LogResult.INVALID);
            assertThat(client.identify("user-42", null)).isEqualTo(LogResult.INVALID);
            assertThat(client.groupIdentify(" ", "acme", changes)).isEqualTo(LogResult.INVALID);
            assertThat(client.setGroup("user-42", null, "acme")).isEqualTo(LogResult.INVALID);
            assertThat(client.revenue("user-42", null)).isEqualTo(LogResult.INVALID);
            assertThat(client.stats().rejected()).containsExactly(Map.entry(LogResult.INVALID, 5L));
        }
    }

    @Test
    void events_arriveWithEverythingTheyCarry() {
        try (AmplitudeClient client = builder()
                .plan(Plan.builder().branch("main").build())
                .ingestionMetadata(
                        IngestionMetadata.builder().sourceName("shop").build())
                .partnerId("partner-1")
                .build()) {
            assertThat(client.logEvent(Event.builder("Order Completed")
                            .userId("user-42")
                            .deviceId("device-42")
                            .time(1_795_404_599_871L)
                            .property("total", 42.5)
                            .build()))
                    .isEqualTo(LogResult.ACCEPTED);
            assertThat(client.identify("user-42", identify().set("plan", "pro").build()))
                    .isEqualTo(LogResult.ACCEPTED);
            assertThat(client.setGroup("user-42", "company", "acme")).isEqualTo(LogResult.ACCEPTED);
            assertThat(client.groupIdentify(
                            "company", "acme", identify().set("size", 7).build()))
                    .isEqualTo(LogResult.ACCEPTED);
            assertThat(client.revenue(
                            "user-42", Revenue.builder().price(9.5).quantity(2).build()))
                    .isEqualTo(LogResult.ACCEPTED);
            assertThat(client.flush(PATIENCE).isComplete()).isTrue();
            Law.assertAllArrived(client.stats(), emulator);
        }
        JsonNode order = emulator.received().stream()
                .filter(event -> event.eventType().equals("Order Completed"))
                .findFirst()
                .orElseThrow()
                .node();
        assertThat(order.at("/event_properties/total").asDouble()).isEqualTo(42.5);
        assertThat(order.path("time").asLong()).isEqualTo(1_795_404_599_871L);
        assertThat(order.path("library").asText()).startsWith("amplitude4j/");
        assertThat(order.at("/plan/branch").asText()).isEqualTo("main");
        assertThat(order.at("/ingestion_metadata/source_name").asText()).isEqualTo("shop");
        assertThat(order.path("partner_id").asText()).isEqualTo("partner-1");
        assertThat(emulator.userProperties("user-42").path("plan").asText()).isEqualTo("pro");
        assertThat(emulator.groupProperties("company", "acme").path("size").asInt())
                .isEqualTo(7);
    }

    @Test
    void manyThreads_manyUsers_allArriveInOrder() throws InterruptedException {
        try (AmplitudeClient client = builder().build()) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int first = 1_000 * t;
                threads.add(new Thread(() -> {
                    for (int n = 0; n < 10_000; n++) {
                        log(client, "user-" + (first + n % 500), n);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(client.flush(PATIENCE).isComplete()).isTrue();
            assertThat(client.stats().accepted()).isEqualTo(40_000);
            Law.assertAllArrived(client.stats(), emulator);
            Law.assertInOrder(emulator.received());
        }
    }

    @Test
    void gzip_andBatchEndpoint_areUnderstood() {
        try (AmplitudeClient client =
                builder().compression(Compression.GZIP).useBatch(true).build()) {
            for (int n = 0; n < 3_000; n++) {
                log(client, "user-" + n % 10, n);
            }
            assertThat(client.flush(PATIENCE).isComplete()).isTrue();
            Law.assertAllArrived(client.stats(), emulator);
        }
        assertThat(emulator.requests()).allMatch(request -> request.path().equals("/batch"));
    }

    @Test
    void timesWithoutEnd_areWaitedFor() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        try (AmplitudeClient client = builder().build()) {
            log(client, "user-1", 1);
            assertThat(client.flush(forever).isComplete()).isTrue();
            assertThat(client.flushToDisk(forever.negated()).isComplete()).isTrue();
            assertThat(client.shutdown(forever).isComplete()).isTrue();
        }
    }

    @Test
    void minIdLength_isToldToTheServer() {
        try (AmplitudeClient client = builder().minIdLength(2).build()) {
            assertThat(log(client, "u1", 1)).isEqualTo(LogResult.ACCEPTED);
            assertThat(log(client, "u", 1)).isEqualTo(LogResult.INVALID);
            assertThat(client.flush(PATIENCE).isComplete()).isTrue();
            Law.assertAllArrived(client.stats(), emulator);
        }
    }

    @Test
    void invalidKey_losesNothing_warnsOnce_neverShowsTheKey() {
        try (Emulator strict = Emulator.builder().accept("f".repeat(32)).start();
                AmplitudeClient client = AmplitudeClient.builder(KEY)
                        .serverUrl(strict.url())
                        .statusListener(listener())
                        .shutdownTimeout(Duration.ofMillis(500))
                        .build()) {
            log(client, "user-1", 1);
            FlushResult result = client.flush(Duration.ofSeconds(3));
            assertThat(result.pending()).isEqualTo(1);
            await().until(() -> !warnings.isEmpty());
            assertThat(warnings).hasSize(1).first().asString().contains("Invalid API key");
            Law.assertBalanced(client.stats(), strict);
        }
    }

    @Test
    void shutdown_keepsItsBudget_withADeadServer_andCountsWhatItDrops() {
        assertThat(BestRound.of(LATEST_END, round -> endWithADeadServer())).isLessThanOrEqualTo(LATEST_END);
    }

    private Duration endWithADeadServer() {
        AmplitudeClient client = builder()
                .serverUrl("http://127.0.0.1:1")
                .requestTimeout(Duration.ofSeconds(1))
                .build();
        for (int n = 0; n < 1_000; n++) {
            log(client, "user-" + n % 10, n);
        }
        Duration took = BestRound.time(
                () -> assertThat(client.shutdown(BUDGET).dropped()).isEqualTo(1_000));
        Stats stats = client.stats();
        assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN_NO_SPOOL, 1_000L));
        assertThat(stats.isBalanced()).isTrue();
        assertThat(stats.traffic().bytesInMemory()).isZero();
        assertThat(infos).last().asString().contains("accepted=1000").contains("SHUTDOWN_NO_SPOOL=1000");
        return took;
    }

    @Test
    void shutdown_ofAStalledServer_keepsItsBudget() {
        emulator.faults(Fault.answer(200).delayMillis(20_000).build());
        assertThat(BestRound.of(LATEST_END, round -> endWithOneEvent())).isLessThanOrEqualTo(LATEST_END);
    }

    private Duration endWithOneEvent() {
        AmplitudeClient client = builder().build();
        log(client, "user-1", 1);
        Duration took = BestRound.time(() -> client.shutdown(BUDGET));
        assertThat(client.stats().isBalanced()).isTrue();
        assertThat(client.stats().pending()).isZero();
        return took;
    }

    @Test
    void flush_withoutTime_isNotCompleteWhileSomethingIsPending() {
        emulator.faults(Fault.answer(200).delayMillis(20_000).build());
        try (AmplitudeClient client = builder().shutdownTimeout(Duration.ZERO).build()) {
            for (int n = 1; n <= 100; n++) {
                log(client, "user-1", n);
                FlushResult flushed = client.flush(Duration.ZERO);
                assertThat(flushed.pending()).isEqualTo(n);
                assertThat(flushed.isComplete()).isFalse();
            }
        }
    }

    @Test
    void shutdown_thatIsNotOverInTime_tellsWhatIsNotSafe() throws InterruptedException {
        emulator.faults(Fault.answer(200).delayMillis(20_000).build());
        AmplitudeClient client = builder().build();
        log(client, "user-1", 1);
        Thread first = new Thread(() -> client.shutdown(Duration.ofSeconds(3)));
        first.start();
        await().until(client::isClosed);
        FlushResult second = client.shutdown(Duration.ZERO);
        assertThat(second.pending() + second.dropped()).isEqualTo(1);
        assertThat(second.isSafe()).isFalse();
        first.join();
    }

    @Test
    void shutdown_fromManyThreads_happensOnce_andLaterCallsAnswer() throws InterruptedException {
        OwnThreads own = new OwnThreads();
        AmplitudeClient client = own.call(builder()::build);
        log(client, "user-1", 1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            threads.add(own.thread(client::close));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Law.assertAllArrived(client.stats(), emulator);
        assertThat(infos).hasSize(1);
        assertThat(log(client, "user-1", 2)).isEqualTo(LogResult.CLOSED);
        assertThat(client.flush(PATIENCE).pending()).isZero();
        assertThat(client.flush()).succeedsWithin(PATIENCE);
        assertThat(client.stats().rejected()).isEqualTo(Map.of(LogResult.CLOSED, 1L));
        await().until(own::names, List::isEmpty);
    }

    @Test
    void whatHangsOnAFlush_doesNotRunOnTheThreadThatDelivers() {
        try (AmplitudeClient client = builder().build()) {
            log(client, "user-1", 1);
            CompletableFuture<String> ranOn =
                    client.flush().thenApply(result -> Thread.currentThread().getName());
            assertThat(ranOn).succeedsWithin(PATIENCE).asString().doesNotContain("amplitude-dispatch");
        }
    }

    @Test
    void shutdown_underAnInterrupt_stillDelivers_andKeepsTheFlag() {
        AmplitudeClient client = builder().build();
        log(client, "user-1", 1);
        Thread.currentThread().interrupt();
        client.close();
        assertThat(Thread.interrupted()).isTrue();
        Law.assertAllArrived(client.stats(), emulator);
    }

    @Test
    void fullQueue_refusesTheNewest_andKeepsWhatItAccepted() {
        emulator.faults(Fault.answer(503).build());
        try (AmplitudeClient client = builder()
                .maxCachedBytes(256 * 1024)
                .shutdownTimeout(Duration.ofSeconds(20))
                .build()) {
            int accepted = 0;
            for (int n = 0; n < 5_000; n++) {
                accepted += log(client, "user-" + n % 100, n) == LogResult.ACCEPTED ? 1 : 0;
            }
            assertThat(accepted).isBetween(500, 2_000);
            assertThat(client.stats().rejected()).isEqualTo(Map.of(LogResult.QUEUE_FULL, 5_000L - accepted));
            assertThat(client.stats().traffic().bytesInMemory()).isLessThanOrEqualTo(256 * 1024);
            emulator.faults(List.of());
            assertThat(client.flush(Duration.ofSeconds(60)).isComplete()).isTrue();
            Law.assertAllArrived(client.stats(), emulator);
        }
    }

    @Test
    void optOut_refuses_andCanBeTakenBack() {
        try (AmplitudeClient client = builder().optOut(true).build()) {
            assertThat(log(client, "user-1", 1)).isEqualTo(LogResult.OPTED_OUT);
            client.setOptOut(false);
            assertThat(log(client, "user-1", 2)).isEqualTo(LogResult.ACCEPTED);
            client.flush(PATIENCE);
            Law.assertAllArrived(client.stats(), emulator);
        }
    }

    @Test
    void plugins_changeAndFilterEvents_ofBothWaysIn() {
        try (AmplitudeClient client = builder()
                .plugin(event -> event.toBuilder().property("added", true).build())
                .plugin(event -> event.eventType().equals("Noise") ? null : event)
                .build()) {
            assertThat(log(client, "user-1", 1)).isEqualTo(LogResult.ACCEPTED);
            LogResult noise = client.logEvent(
                    "user-1", (user, sink) -> sink.eventType("Noise").userId(user));
            assertThat(noise).isEqualTo(LogResult.FILTERED);
            client.flush(PATIENCE);
            Law.assertAllArrived(client.stats(), emulator);
        }
        assertThat(emulator.received()
                        .get(0)
                        .node()
                        .at("/event_properties/added")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void failuresOfUserCode_reachNobody() {
        try (AmplitudeClient client = builder()
                .plugin(event -> {
                    throw new IllegalStateException("plugin");
                })
                .build()) {
            assertThatCode(() -> assertThat(log(client, "user-1", 1)).isEqualTo(LogResult.INTERNAL_ERROR))
                    .doesNotThrowAnyException();
            assertThat(client.logEvent((Event) null)).isEqualTo(LogResult.INVALID);
        }
    }

    @Test
    void eventLoggedWhileAnotherIsEncoded_isRefused() {
        try (AmplitudeClient client = builder().build()) {
            Object chatty = new Object() {
                @Override
                public String toString() {
                    return "logged: " + log(client, "user-2", 2);
                }
            };
            client.logEvent(Event.builder("Outer")
                    .userId("user-1")
                    .property("x", chatty)
                    .build());
            client.flush(PATIENCE);
            Law.assertAllArrived(client.stats(), emulator);
            assertThat(client.stats().rejected()).isEqualTo(Map.of(LogResult.REENTRANT, 1L));
        }
        assertThat(emulator.received().get(0).node().at("/event_properties/x").asText())
                .isEqualTo("logged: REENTRANT");
    }

    @Test
    void delegate_isToldOfRequestsAndLosses_onceEach_andMayMisbehave() {
        Queue<UploadReport> reports = new ConcurrentLinkedQueue<>();
        Queue<String> drops = new ConcurrentLinkedQueue<>();
        emulator.faults(
                Fault.answer(500).times(1).build(), Fault.answer(413).times(1).build());
        try (AmplitudeClient client = builder()
                .uploadDelegate(new UploadDelegate() {
                    @Override
                    public void onUpload(UploadReport report) {
                        reports.add(report);
                        throw new IllegalStateException("delegate");
                    }

                    @Override
                    public void onDrop(DropReason reason, int count) {
                        drops.add(reason + " " + count);
                    }
                })
                .build()) {
            log(client, "user-1", 1);
            await().until(() -> client.stats().pending() == 0);
            await().untilAsserted(() -> assertThat(drops).containsExactly("TOO_LARGE_413 1"));
            assertThat(reports).extracting(UploadReport::status).containsExactly(500, 413);
            assertThat(reports).last().extracting(UploadReport::dropped).isEqualTo(1);
            Law.assertBalanced(client.stats(), emulator);
        }
    }

    @Test
    void blockingDelegate_stopsNeitherDeliveryNorShutdown() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        assertThat(BestRound.of(LATEST_END, round -> endWithADelegateThatWaitsFor(never)))
                .isLessThanOrEqualTo(LATEST_END);
        never.complete(null);
    }

    private Duration endWithADelegateThatWaitsFor(CompletableFuture<Void> never) {
        emulator.reset();
        AmplitudeClient client = builder()
                .uploadDelegate(new UploadDelegate() {
                    @Override
                    public void onUpload(UploadReport report) {
                        never.join();
                    }
                })
                .build();
        for (int n = 0; n < 5; n++) {
            log(client, "user-1", n);
            assertThat(client.flush(PATIENCE).isComplete()).isTrue();
        }
        Duration took = BestRound.time(() -> client.shutdown(BUDGET));
        Law.assertAllArrived(client.stats(), emulator);
        return took;
    }

    @Test
    void client_thatNeverLogs_touchesNoServer() {
        builder().build().close();
        assertThat(emulator.requests()).isEmpty();
    }

    private AmplitudeClient.Builder builder() {
        return AmplitudeClient.builder(KEY).serverUrl(emulator.url()).statusListener(listener());
    }

    private StatusListener listener() {
        return new StatusListener() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }

            @Override
            public void info(String message) {
                infos.add(message);
            }
        };
    }

    private static Identify.Builder identify() {
        return Identify.builder();
    }

    private static LogResult log(AmplitudeClient client, String userId, int n) {
        return client.logEvent(
                Event.builder("Thing Done").userId(userId).property("n", n).build());
    }
}

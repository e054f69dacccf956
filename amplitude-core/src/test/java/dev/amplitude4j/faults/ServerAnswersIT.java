// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import dev.amplitude4j.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the fault plan in which the server answers, but not as one hopes. */
@Execution(ExecutionMode.CONCURRENT)
class ServerAnswersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** How late an event may be in row S8 where others run beside it. */
    private static final Duration LATEST = Duration.ofSeconds(5);

    private static final int TIMES = 20;
    private static final String HOT_USER = "user-hot-1";
    private static final int WARM_UP = 100;

    /** The mean, with what it takes beside its bytes. */
    private static final int HOT_EVENT_BYTES = 596;

    /** What may be under way. */
    private static final int SECOND_OF_HOT_EVENTS = 30 * 4_096;

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void s1_serverErrorsAfterIngestion_areSentAgainUnchanged(int status) throws InterruptedException {
        try (Trial trial = new Trial("S1, " + status)) {
            Stats stats = failTwentyTimes(
                    trial, Fault.answer(status).committing(true).times(1).build());
            long receipts = trial.emulator().counts().receipts();
            assertThat(stats.traffic().attempts()).as(trial.about()).isEqualTo(receipts);
            assertThat(receipts).as(trial.about()).isGreaterThan(stats.accepted());
            assertThat(trial.emulator().counts().duplicates()).as(trial.about()).isEqualTo(receipts - stats.accepted());
            assertThat(stats.traffic().ambiguousAttempts()).as(trial.about()).isEqualTo(receipts - stats.accepted());
        }
    }

    @Test
    void s2_serviceUnavailable_isCertainNonDelivery() throws InterruptedException {
        try (Trial trial = new Trial("S2")) {
            Stats stats = failTwentyTimes(trial, Fault.answer(503).times(1).build());
            trial.assertEveryAttemptReceived(stats);
            assertThat(stats.traffic().ambiguousAttempts()).as(trial.about()).isZero();
            assertThat(trial.emulator().counts().duplicates()).as(trial.about()).isZero();
        }
    }

    /** Twenty failures, each followed by a sound answer: twenty in a row cost minutes of backoff, which virtual time covers. */
    private static Stats failTwentyTimes(Trial trial, Fault fault) throws InterruptedException {
        trial.start(trial.settings());
        Fault sound = Fault.usualAnswer().times(1).build();
        for (int i = 0; i < TIMES; i++) {
            trial.emulator().faults(fault, sound);
            trial.log(50);
            assertThat(trial.client().flush(PATIENCE).isComplete())
                    .as(trial.about())
                    .isTrue();
        }
        trial.emulator().faults(List.of());
        Stats stats = trial.judgeNothingLost();
        assertThat(stats.requests().get(fault.effect().status()))
                .as(trial.about())
                .isEqualTo(TIMES);
        return stats;
    }

    @Test
    void s3_indexedRefusals_costOneMoreRequest() throws InterruptedException {
        try (Trial trial = new Trial("S3")) {
            trial.emulator()
                    .faults(Fault.answer(400)
                            .body("{\"code\":400,\"error\":\"Invalid field values on some events\","
                                    + "\"events_with_invalid_fields\":{\"time\":[3,-1,499,5000],\"price\":[0,999,\"7\"]},"
                                    + "\"events_with_missing_fields\":{\"user_id\":[17,18,500]}}")
                            .times(1)
                            .build());
            trial.start(trial.settings().uploadInterval(Duration.ofSeconds(20)));
            trial.log(1_000);
            var unused = trial.client().flush();
            await().atMost(PATIENCE).until(() -> trial.client().stats().pending() == 0);
            assertThat(trial.emulator().requests())
                    .extracting(ReceivedRequest::events)
                    .as(trial.about())
                    .containsExactly(1_000, 993);
            Stats stats = trial.judge();
            assertThat(stats.dropped()).as(trial.about()).isEqualTo(Map.of(DropReason.REJECTED_400, 7L));
        }
    }

    /** The server's own rules this time, in both of its ways to tell: all that it refuses, or the first of each field. */
    @ParameterizedTest
    @CsvSource({"true, 2", "false, 7"})
    void s3_eventsSpoiltOnTheWay_areDropped_whetherAllAreNamedOrOne(boolean all, int requests)
            throws InterruptedException {
        Emulator emulator = Emulator.builder()
                .httpV2(rules -> rules.withReportAllOffenders(all))
                .start();
        try (Trial trial = new Trial("S3, all named: " + all, emulator)) {
            Transport spoiling = new SpoilingTransport(Trial.watched(PATIENCE), "\"Spoilt Event\"", "12345678901234");
            trial.start(trial.settings().uploadInterval(Duration.ofSeconds(20)).transport(spoiling));
            trial.log(
                    1_000,
                    number -> number % 150 == 100
                            ? Event.builder("Spoilt Event").userId("user-00001").build()
                            : trial.payloads().event(number));
            var unused = trial.client().flush();
            await().atMost(PATIENCE).until(() -> trial.client().stats().pending() == 0);
            assertThat(trial.emulator().requests()).as(trial.about()).hasSize(requests);
            Stats stats = trial.judge();
            trial.assertEveryAttemptReceived(stats);
            assertThat(stats.dropped()).as(trial.about()).isEqualTo(Map.of(DropReason.REJECTED_400, 6L));
        }
    }

    @Test
    void s7_smallerLimitThanBelieved_isLearnt_andOneEventTooLargeAloneIsDropped() throws InterruptedException {
        Emulator emulator = Emulator.builder()
                .httpV2(rules -> rules.withMaxBodyBytes(200_000))
                .start();
        try (Trial trial = new Trial("S7", emulator)) {
            trial.start(trial.settings().maxEventBytes(512 * 1024).uploadInterval(Duration.ofSeconds(20)));
            trial.log(2_000);
            trial.log(1, number -> tooLarge());
            trial.log(2_000);
            var unused = trial.client().flush();
            await().atMost(PATIENCE).until(() -> trial.client().stats().pending() == 0);
            long bytes = trial.emulator().received().stream()
                    .mapToLong(event -> event.json().length() + 1L)
                    .sum();
            long optimum = bytes / 200_000 + 1;
            System.out.println(
                    trial.about() + ": " + trial.emulator().counts().requests() + " requests, optimum " + optimum);
            assertThat(trial.emulator().counts().requests()).as(trial.about()).isLessThanOrEqualTo(4 * optimum);
            Stats stats = trial.judge();
            assertThat(stats.dropped()).as(trial.about()).isEqualTo(Map.of(DropReason.TOO_LARGE_413, 1L));
        }
    }

    private static Event tooLarge() {
        Event.Builder event = Event.builder("Too Large").userId("user-00001");
        String text = "x".repeat(1_000);
        IntStream.range(0, 300).forEach(i -> event.property("text" + i, text));
        return event.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void s13_redirect_isNotFollowed(int status) throws Exception {
        try (ScriptedSocketServer http =
                        new ScriptedSocketServer(ScriptedSocketServer.text("HTTP/1.1 200 OK\r\n\r\n"));
                Trial trial = new Trial("S13, " + status)) {
            String https = http.url().replace("http:", "https:");
            trial.emulator()
                    .faults(
                            Fault.answer(status)
                                    .header("Location", http.url())
                                    .times(1)
                                    .build(),
                            Fault.answer(status)
                                    .header("Location", https)
                                    .times(1)
                                    .build());
            trial.start(trial.settings());
            trial.log(200);
            Stats stats = trial.judgeNothingLost();
            trial.assertEveryAttemptReceived(stats);
            assertThat(stats.requests()).as(trial.about()).containsEntry(status, 2L);
            assertThat(http.connections()).as(trial.about()).isZero();
        }
    }

    @Test
    void s8_oneHotUserInAThousand_isDrainedSlowly_andHoldsUpNobody_scaled() throws InterruptedException {
        assertThat(BestRound.of(LATEST, round -> hotUser(6))).isLessThanOrEqualTo(LATEST);
    }

    @Test
    void s8_oneHotUserInAThousand_waitsOnDisk_whereItTakesAQuarterOfTheMemory_scaled(@TempDir Path folder)
            throws InterruptedException {
        assertThat(BestRound.of(LATEST, round -> hotUser(12, folder.resolve("spool" + round), 2_500_000)))
                .isLessThanOrEqualTo(LATEST);
    }

    /**
     * 200 of 1,000 events/s are of one user, of whom Amplitude takes 30 events/s over 30 s. Returns how late the latest event of
     * another user came, less the slowest way to the server and back.
     */
    static Duration hotUser(int seconds) throws InterruptedException {
        return hotUser(seconds, null, 16 << 20);
    }

    /** The same with a spool, unless {@code folder} is null, and so much memory that the hot user would take a quarter. */
    static Duration hotUser(int seconds, Path folder, int memoryBytes) throws InterruptedException {
        WatchedTransport transport = Trial.watched(Duration.ofSeconds(30));
        try (Trial trial = new Trial(folder == null ? "S8" : "S8, spool")) {
            trial.start(trial.settings()
                    .transport(transport)
                    .maxCachedBytes(memoryBytes)
                    .spoolDirectory(folder)
                    .spoolMinFreeBytes(0));
            Payloads payloads = trial.payloads();
            trial.log(WARM_UP);
            trial.client().flush(PATIENCE);
            Load load = trial.load(
                            1_000L * seconds,
                            1_000,
                            number -> number % 20 < 16 && number % 4 == 0
                                    ? payloads.event(number, HOT_USER)
                                    : payloads.event(number))
                    .await();
            assertThat(load.count(LogResult.ACCEPTED)).as(trial.about()).isEqualTo(1_000L * seconds);
            if (folder != null) {
                assertPausedOnDisk(trial, memoryBytes / 4);
            }
            trial.awaitSettled(Duration.ofSeconds(60 + 10 * seconds));
            Stats stats = trial.judgeNothingLost();
            // The server closes a connection that is idle for long; a request that it meets then is lost, and sent
            // again.
            trial.assertEveryAnsweredAttemptReceived(stats);
            List<StoredEvent> received = trial.emulator().received();
            long slowest = received.stream()
                    .filter(event -> !HOT_USER.equals(event.userId()) && Payloads.number(event.node()) >= WARM_UP)
                    .mapToLong(event ->
                            event.receivedAtMillis() - event.node().path("time").asLong())
                    .max()
                    .orElseThrow();
            long roundTrip = transport.attempts().stream()
                    .mapToLong(attempt -> attempt.took().toMillis())
                    .max()
                    .orElseThrow();
            long[] hot = received.stream()
                    .filter(event -> HOT_USER.equals(event.userId()))
                    .mapToLong(StoredEvent::receivedAtMillis)
                    .toArray();
            System.out.println(trial.about() + ": slowest of the others " + slowest + " ms, slowest round trip "
                    + roundTrip + " ms, " + hot.length + " hot events within " + (hot[hot.length - 1] - hot[0])
                    + " ms, " + stats.requests());
            assertThat(hot).as(trial.about()).hasSize(200 * seconds);
            for (int i = 900; i < hot.length; i++) {
                assertThat(hot[i] - hot[i - 900]).as(trial.about()).isGreaterThanOrEqualTo(30_000);
            }
            assertThat(stats.requests()).as(trial.about()).containsKey(429);
            return Duration.ofMillis(slowest - roundTrip);
        }
    }

    /** Once only the hot user's events are left, more than a quarter of the memory, no more than that is in memory. */
    private static void assertPausedOnDisk(Trial trial, long quarterBytes) {
        Stats[] seen = new Stats[1];
        await().atMost(PATIENCE).until(() -> {
            seen[0] = trial.client().stats();
            return seen[0].pending() == seen[0].traffic().pausedNow();
        });
        long paused = seen[0].traffic().pausedNow();
        long inMemory = seen[0].traffic().bytesInMemory();
        long onDisk = seen[0].traffic().get(Counter.STORED_NOW);
        System.out.println(trial.about() + ": " + paused + " events paused, " + onDisk + " of them on disk alone, "
                + inMemory + " bytes in memory");
        assertThat(paused * HOT_EVENT_BYTES).as(trial.about()).isGreaterThan(quarterBytes);
        assertThat(onDisk).as(trial.about()).isPositive();
        assertThat(inMemory).as(trial.about()).isLessThanOrEqualTo(quarterBytes + SECOND_OF_HOT_EVENTS);
    }
}

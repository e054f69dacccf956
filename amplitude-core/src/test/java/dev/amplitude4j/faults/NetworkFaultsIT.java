// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.faults.WatchedTransport.Attempt;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the fault plan in which the way to the server is spoilt, and which mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STATUS_LINE_BYTES = "HTTP/1.1 200 OK\r\n".length();

    @Test
    void n1_refusedConnections_keepWhatFits_scaled() throws InterruptedException {
        refusedConnections(60_000, 10_000, Duration.ofSeconds(8), 2);
    }

    @Test
    @Tag("faults")
    void n1_refusedConnectionsForAMinute_keepWhatFits() throws InterruptedException {
        refusedConnections(60_000, 1_000, Duration.ofSeconds(60), 3);
    }

    private static void refusedConnections(long events, int perSecond, Duration outage, int leastRounds)
            throws InterruptedException {
        WatchedTransport transport = Trial.watched(Duration.ofSeconds(30));
        try (Trial trial = new Trial("N1")) {
            trial.payloads(Payloads.exactly(trial.seed(), 1_000, 500));
            trial.start(trial.settings().transport(transport));
            trial.proxy().down();
            long startNanos = System.nanoTime();
            Load load = trial.load(events, perSecond).await();
            assertThat(load.count(LogResult.ACCEPTED)).as(trial.about()).isBetween(27_586L, 28_712L); // 28,149 +- 2 %
            assertThat(load.count(LogResult.ACCEPTED) + load.count(LogResult.QUEUE_FULL))
                    .as(trial.about())
                    .isEqualTo(events);
            await().atMost(PATIENCE.plus(outage)).until(() -> System.nanoTime() - startNanos >= outage.toNanos());
            int rounds = transport.rounds();
            assertThat(rounds).as(trial.about()).isBetween(leastRounds, 15);
            trial.proxy().up();
            await().atMost(PATIENCE.plusSeconds(5))
                    .until(() -> trial.client().stats().delivered() > 0);
            trial.awaitSettled(Duration.ofSeconds(20));
            Stats stats = trial.judgeNothingLost();
            assertThat(stats.traffic().ambiguousAttempts()).as(trial.about()).isZero();
            System.out.println(trial.about() + ": accepted " + load.count(LogResult.ACCEPTED) + ", requests "
                    + stats.requests() + ", rounds " + rounds);
        }
    }

    @Test
    void n6_halfOpenConnection_costsOneDeadline() throws InterruptedException {
        Duration atOnce = Duration.ofMillis(90); // no backoff is shorter than 100 ms
        assertThat(BestRound.of(atOnce, round -> halfOpenConnection())).isLessThan(atOnce);
    }

    /** Returns what passed between the attempt that was lost and the next. */
    private static Duration halfOpenConnection() throws InterruptedException {
        Duration deadline = Duration.ofSeconds(4);
        WatchedTransport transport = Trial.watched(deadline);
        try (Trial trial = new Trial("N6")) {
            trial.start(trial.settings().requestTimeout(deadline).transport(transport));
            for (int i = 0; i < 100; i++) {
                flushTen(trial);
            }
            assertThat(trial.proxy().connections()).as(trial.about()).isEqualTo(1);
            trial.proxy().halfOpen();
            flushTen(trial);
            assertThat(trial.proxy().connections()).as(trial.about()).isEqualTo(2);
            List<Attempt> attempts = transport.attempts();
            assertThat(attempts.get(100).status()).as(trial.about()).isZero();
            assertThat(attempts.get(100).took()).as(trial.about()).isGreaterThanOrEqualTo(deadline);
            assertThat(attempts.get(101).status()).as(trial.about()).isEqualTo(200);
            trial.judgeNothingLost();
            assertThat(trial.emulator().counts().duplicates()).as(trial.about()).isZero();
            return between(attempts.get(100), attempts.get(101));
        }
    }

    private static Duration between(Attempt lost, Attempt next) {
        return Duration.ofNanos(next.startedNanos() - lost.startedNanos()).minus(lost.took());
    }

    private static void flushTen(Trial trial) {
        trial.log(10);
        assertThat(trial.client().flush(PATIENCE).isComplete())
                .as(trial.about())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void n7_resetEarlyInTheRequest_losesNothing(int bytes) throws InterruptedException {
        cut("N7, " + bytes + " bytes", trial -> trial.proxy().upstream(Toxics.limitDataThenReset(bytes)), false);
    }

    @ParameterizedTest
    @CsvSource({"half, 0.5", "all but one byte, 0.9999"})
    void n7_resetInTheBody_losesNothing_andIsAmbiguous(String how, double part) throws InterruptedException {
        cut(
                "N7, " + how,
                trial -> trial.proxy().upstream(Toxics.limitDataThenReset((long)
                        (trial.proxy().upstreamBytes() * part))),
                true);
    }

    @Test
    void n7_resetAfterTheRequest_losesNothing_andIsAmbiguous() throws InterruptedException {
        cut("N7, 100 %", trial -> trial.proxy().downstream(Toxics.limitDataThenReset(0)), true);
    }

    @Test
    void n7_resetAfterTheStatusLine_losesNothing_andIsAmbiguous() throws InterruptedException {
        cut("N7, status line", trial -> trial.proxy().downstream(Toxics.limitDataThenReset(STATUS_LINE_BYTES)), true);
    }

    @Test
    void n7_resetInTheAnswersBody_losesNothing_andIsAmbiguous() throws InterruptedException {
        cut(
                "N7, answer's body",
                trial -> trial.proxy()
                        .downstream(Toxics.limitDataThenReset(trial.proxy().downstreamBytes() - 5)),
                true);
    }

    @Test
    void n7_refusedConnection_isCertainNonDelivery() throws InterruptedException {
        WatchedTransport transport = Trial.watched(Duration.ofSeconds(10));
        try (Trial trial = new Trial("N7, refused")) {
            trial.start(trial.settings().transport(transport));
            trial.proxy().down();
            trial.log(200);
            var unused = trial.client().flush();
            await().atMost(PATIENCE).until(() -> !failed(transport).isEmpty());
            trial.proxy().heal();
            Stats stats = trial.judgeNothingLost();
            assertThat(stats.traffic().ambiguousAttempts()).as(trial.about()).isZero();
        }
    }

    @FunctionalInterface
    private interface Cut {
        void apply(Trial trial);
    }

    /** Two requests of the same size: one arrives, and measures what the cut needs to know; the other is cut at first. */
    private static void cut(String row, Cut cut, boolean ambiguous) throws InterruptedException {
        WatchedTransport transport = Trial.watched(Duration.ofSeconds(10));
        try (Trial trial = new Trial(row)) {
            trial.payloads(Payloads.exactly(trial.seed(), 1_000, 500));
            trial.start(trial.settings().transport(transport));
            trial.log(200);
            assertThat(trial.client().flush(PATIENCE).isComplete())
                    .as(trial.about())
                    .isTrue();
            cut.apply(trial);
            trial.proxy().resetAll();
            trial.log(200);
            var unused = trial.client().flush();
            await().atMost(PATIENCE).until(() -> !failed(transport).isEmpty());
            trial.proxy().heal();
            Stats stats = trial.judgeNothingLost();
            long started = failed(transport).stream()
                    .filter(Attempt::bodyStarted)
                    .mapToLong(Attempt::events)
                    .sum();
            assertThat(stats.traffic().ambiguousAttempts()).as(trial.about()).isEqualTo(started);
            if (ambiguous) {
                assertThat(failed(transport)).as(trial.about()).allMatch(Attempt::bodyStarted);
            }
        }
    }

    private static List<Attempt> failed(WatchedTransport transport) {
        return transport.attempts().stream()
                .filter(attempt -> attempt.status() == 0)
                .toList();
    }

    @Test
    void n11_latencyOfTwoSeconds_leavesAThousandEventsASecond() throws InterruptedException {
        Duration ofAThousand = Duration.ofSeconds(1);
        assertThat(BestRound.of(ofAThousand, round -> latencyOfTwoSeconds())).isLessThanOrEqualTo(ofAThousand);
    }

    /** Returns what it takes to deliver a thousand events. */
    private static Duration latencyOfTwoSeconds() throws InterruptedException {
        try (Trial trial = new Trial("N11")) {
            trial.start(trial.settings());
            trial.proxy().upstream(Toxics.latency(Duration.ofSeconds(2)));
            long startNanos = System.nanoTime();
            Load load = trial.load(18_000, 1_500);
            await().atMost(PATIENCE).until(() -> System.nanoTime() - startNanos > TimeUnit.SECONDS.toNanos(4));
            long before = trial.client().stats().delivered();
            load.await();
            double seconds = (System.nanoTime() - startNanos) / 1e9 - 4;
            double perSecond = (trial.client().stats().delivered() - before) / seconds;
            System.out.println(trial.about() + ": " + (long) perSecond + " events/s");
            trial.proxy().heal();
            Stats stats = trial.judgeNothingLost();
            trial.assertEveryAttemptReceived(stats);
            return Duration.ofNanos((long) (1e9 * 1_000 / perSecond));
        }
    }

    @Test
    void n13_flappingServer_losesNothing_scaled() throws InterruptedException {
        flapping(Duration.ofSeconds(10));
    }

    @Test
    @Tag("faults")
    void n13_flappingServerForAMinute_losesNothing() throws InterruptedException {
        flapping(Duration.ofSeconds(60));
    }

    private static void flapping(Duration time) throws InterruptedException {
        try (Trial trial = new Trial("N13")) {
            Random random = new Random(trial.seed());
            // The row belongs to the spool; without one, room for all of a minute is needed in memory.
            trial.start(trial.settings().maxCachedBytes(64 << 20).requestTimeout(Duration.ofSeconds(5)));
            long startNanos = System.nanoTime();
            Load load = trial.load(1_000 * time.toSeconds(), 1_000);
            for (int second = 0; second < time.toSeconds(); second++) {
                if (second % 2 == 0) {
                    trial.proxy().heal();
                    spoil(trial.proxy(), random);
                } else {
                    trial.proxy().down();
                }
                long endNanos = startNanos + TimeUnit.SECONDS.toNanos(second + 1);
                await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - endNanos >= 0);
            }
            trial.proxy().heal();
            load.await();
            assertThat(load.count(LogResult.ACCEPTED)).as(trial.about()).isEqualTo(1_000 * time.toSeconds());
            Stats stats = trial.judgeNothingLost();
            System.out.println(trial.about() + ": " + stats);
        }
    }

    private static void spoil(FaultProxy proxy, Random random) {
        Toxic toxic = switch (random.nextInt(9)) {
            case 0 -> Toxics.latency(Duration.ofMillis(random.nextInt(300)));
            case 1 -> Toxics.bandwidth(20_000 + random.nextInt(1_000_000));
            case 2 -> Toxics.slowClose(Duration.ofMillis(500));
            case 3 -> Toxics.timeout(Duration.ofMillis(random.nextInt(800)));
            case 4 -> Toxics.resetPeer(Duration.ofMillis(random.nextInt(800)));
            case 5 -> Toxics.slicer(1 + random.nextInt(2_000), Duration.ofMillis(1));
            case 6 -> Toxics.limitData(random.nextInt(300_000));
            case 7 -> Toxics.limitDataThenReset(random.nextInt(300_000));
            default -> Toxic.NONE;
        };
        if (random.nextBoolean()) {
            proxy.upstream(toxic);
        } else {
            proxy.downstream(toxic);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.SocketTable;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.faults.WatchedTransport.Attempt;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows of the fault plan that say how long an attempt or a shutdown may take, and so run alone. */
@Isolated
class DeadlinesIT {

    /** The plan's 30 s, scaled; and its grace of half a second. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final Duration LATEST = DEADLINE.plusMillis(500);
    private static final Duration LATEST_CLOSE = Duration.ofMillis(5_250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Trial> trials = new ArrayList<>();

    @AfterEach
    void close() {
        trials.forEach(Trial::close);
    }

    @Test
    void n4_serverThatNeverReads_costsADeadlineEachTime() throws InterruptedException {
        WatchedTransport transport = Trial.watched(DEADLINE);
        Trial trial = trial("N4");
        trial.payloads(Payloads.large(trial.seed(), 1_000));
        trial.start(trial.settings()
                .useBatch(true)
                .maxBatchBytes(10_000_000)
                .maxCachedBytes(256 << 20)
                .requestTimeout(DEADLINE)
                .transport(transport));
        trial.proxy().blackhole(true);
        trial.log(2_000);
        var unused = trial.client().flush();
        await().atMost(PATIENCE).until(() -> transport.attempts().size() >= 2);
        assertAtTheDeadline(trial, transport);
        assertThat(trial.client().stats().traffic().bytesInMemory()).isGreaterThan(8_000_000);
        assertThat(transport.mostUnderWay()).isLessThanOrEqualTo(4);
        await().atMost(Duration.ofSeconds(1).plus(LATEST))
                .until(() -> SocketTable.connectionsTo(trial.proxy().port()) <= 1);
        trial.proxy().heal();
        trial.judgeNothingLost();
    }

    @Test
    void n4_shutdown_keepsItsBudgetMeanwhile() {
        assertThat(BestRound.of(LATEST_CLOSE, round -> closeMeanwhile())).isLessThanOrEqualTo(LATEST_CLOSE);
    }

    private Duration closeMeanwhile() {
        WatchedTransport transport = Trial.watched(Duration.ofSeconds(30));
        Trial trial = trial("N4, close");
        trial.start(trial.settings().transport(transport));
        trial.proxy().blackhole(true);
        trial.log(1_000);
        var unused = trial.client().flush();
        await().atMost(PATIENCE).until(() -> transport.mostUnderWay() > 0);
        Duration took = BestRound.time(trial.client()::close);
        System.out.println(trial.about() + ": close took " + took.toMillis() + " ms");
        Stats stats = trial.client().stats();
        assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        assertThat(stats.dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN_NO_SPOOL, 1_000L));
        Duration gone = BestRound.time(() ->
                await().until(() -> SocketTable.connectionsTo(trial.proxy().port()) == 0));
        // A socket may be there for a second longer.
        return gone.compareTo(Duration.ofSeconds(1)) > 0 ? took.plus(gone) : took;
    }

    /** Three kinds of slow answers, at the same time. */
    @Test
    void n5_trickledAndStalledAnswers_endAtTheDeadline() throws InterruptedException {
        Map<String, Consumer<Trial>> faults = Map.of(
                "head, a byte each 200 ms",
                trial -> trial.proxy().downstream(Toxics.slicer(1, Duration.ofMillis(200))),
                "body, a byte each 200 ms",
                trial -> trial.emulator()
                        .faults(Fault.usualAnswer().trickleMillis(200).build()),
                "headers, then silence",
                trial -> trial.emulator()
                        .faults(Fault.usualAnswer().trickleMillis(60_000).build()));
        Map<Trial, WatchedTransport> transports = new HashMap<>();
        faults.forEach((name, fault) -> {
            WatchedTransport transport = Trial.watched(DEADLINE);
            Trial trial = trial("N5, " + name);
            trial.start(trial.settings().requestTimeout(DEADLINE).transport(transport));
            transports.put(trial, transport);
            fault.accept(trial);
            trial.log(200);
            var unused = trial.client().flush();
        });
        for (Map.Entry<Trial, WatchedTransport> each : transports.entrySet()) {
            Trial trial = each.getKey();
            await().atMost(PATIENCE).until(() -> each.getValue().attempts().size() >= 2);
            assertAtTheDeadline(trial, each.getValue());
            trial.proxy().heal();
            trial.emulator().faults(List.of());
        }
        for (Trial trial : trials) {
            Stats stats = trial.judgeNothingLost();
            trial.assertEveryAttemptReceived(stats);
            assertThat(trial.emulator().counts().duplicates()).as(trial.about()).isGreaterThanOrEqualTo(200);
        }
    }

    private Trial trial(String row) {
        Trial trial = new Trial(row);
        trials.add(trial);
        return trial;
    }

    private static void assertAtTheDeadline(Trial trial, WatchedTransport transport) {
        assertThat(transport.attempts())
                .extracting(Attempt::status)
                .as(trial.about())
                .containsOnly(0);
        assertThat(transport.attempts())
                .extracting(Attempt::took)
                .as(trial.about())
                .allSatisfy(took -> assertThat(took).isBetween(DEADLINE, LATEST.plus(DEADLINE)))
                // The best of them, since another process may have had the processor.
                .anySatisfy(took -> assertThat(took).isLessThanOrEqualTo(LATEST));
        System.out.println(trial.about() + ": "
                + transport.attempts().stream()
                        .map(attempt -> attempt.took().toMillis() + " ms")
                        .toList());
    }
}

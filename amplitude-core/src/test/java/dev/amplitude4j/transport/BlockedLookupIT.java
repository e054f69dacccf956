// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.faults.Load;
import dev.amplitude4j.faults.Trial;
import dev.amplitude4j.faults.WatchedTransport;
import dev.amplitude4j.faults.WatchedTransport.Attempt;
import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.result.Stats;
import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Row N8: a name look-up that blocks. It measures calls, and so runs alone. */
@Isolated
class BlockedLookupIT {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration NO_WAIT = Duration.ofMillis(1);

    @Test
    void n8_blockedLookup_costsADeadline_andNobodyWaitsForIt() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        OkHttpTransport transport = new OkHttpTransport(
                        DEADLINE, DEADLINE, 4, AmplitudeThread.factory("amplitude-http"))
                .lookingUpNamesAt(name -> {
                    awaitUninterruptibly(blocked);
                    return List.of(InetAddress.getLoopbackAddress());
                });
        WatchedTransport watched = new WatchedTransport(transport);
        try (Trial trial = new Trial("N8, blocked look-up")) {
            trial.start(trial.settings()
                    .serverUrl("http://localhost:" + trial.proxy().port())
                    .requestTimeout(DEADLINE)
                    .transport(watched));
            assertThat(BestRound.of(NO_WAIT, round -> slowestInAThousand(trial)))
                    .as(trial.about())
                    .isLessThanOrEqualTo(NO_WAIT);
            await().until(() -> watched.attempts().size() >= 2);
            assertThat(watched.attempts())
                    .extracting(Attempt::took)
                    .as(trial.about())
                    .allSatisfy(took -> assertThat(took).isBetween(DEADLINE, DEADLINE.multipliedBy(3)))
                    // The best of them, since another process may have had the processor.
                    .anySatisfy(took -> assertThat(took).isLessThanOrEqualTo(DEADLINE.plusMillis(500)));
            assertThat(trial.client().stats().traffic().ambiguousAttempts())
                    .as(trial.about())
                    .isZero();
            blocked.countDown();
            Stats stats = trial.judgeNothingLost();
            System.out.println(trial.about() + ": " + stats);
            trial.assertEveryAnsweredAttemptReceived(stats);
        } finally {
            blocked.countDown();
        }
    }

    private static Duration slowestInAThousand(Trial trial) throws InterruptedException {
        Load load = trial.load(3_000, 1_000).await();
        System.out.println(trial.about() + ": " + load.latencies());
        return Duration.of(load.latencies().quantileMicros(0.999), ChronoUnit.MICROS);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

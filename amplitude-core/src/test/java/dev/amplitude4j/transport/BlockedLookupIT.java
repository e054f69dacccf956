// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.faults.Load;
import dev.amplitude4j.faults.Trial;
import dev.amplitude4j.faults.WatchedTransport;
import dev.amplitude4j.faults.WatchedTransport.Attempt;
import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.result.Stats;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Row N8: a name look-up that blocks. It measures calls, and so runs alone. */
@Isolated
class BlockedLookupIT {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final int ROUNDS = 5;

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
            assertThat(slowestInAThousand(trial)).as(trial.about()).isLessThanOrEqualTo(1_000);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> watched.attempts().size() >= 2);
            assertThat(watched.attempts())
                    .extracting(Attempt::took)
                    .as(trial.about())
                    .allSatisfy(took -> assertThat(took).isBetween(DEADLINE, DEADLINE.plusMillis(500)));
            assertThat(trial.client().stats().traffic().ambiguousAttempts())
                    .as(trial.about())
                    .isZero();
            blocked.countDown();
            Stats stats = trial.judgeNothingLost();
            System.out.println(trial.about() + ": " + stats);
            trial.assertEveryAttemptReceived(stats, trial.unanswered());
        } finally {
            blocked.countDown();
        }
    }

    /** In microseconds, of the best of some rounds: another process may have had the processor, but not each time. */
    private static long slowestInAThousand(Trial trial) throws InterruptedException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && best > 1_000; round++) {
            Load load = trial.load(3_000, 1_000).await();
            System.out.println(trial.about() + ": " + load.latencies());
            best = Math.min(best, load.latencies().quantileMicros(0.999));
        }
        return best;
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

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.LogResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows N1 and N3 of the fault plan with a spool: outages that are longer than memory is large. They mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class SpoolOutageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void n1_refusedConnectionsWithASpool_loseNothing_scaled() throws InterruptedException {
        refusedConnections(20_000, 2_000, 8 << 20, 2);
    }

    @Test
    @Tag("faults")
    void n1_refusedConnectionsWithASpoolForAMinute_loseNothing() throws InterruptedException {
        refusedConnections(60_000, 1_000, 16 << 20, 3);
    }

    private void refusedConnections(int events, int perSecond, int memoryBytes, int leastRounds)
            throws InterruptedException {
        WatchedTransport transport = Trial.watched(Duration.ofSeconds(30));
        try (Trial trial = new Trial("N1 with a spool")) {
            trial.payloads(Payloads.exactly(trial.seed(), 1_000, 500));
            trial.start(trial.settings()
                    .transport(transport)
                    .maxCachedBytes(memoryBytes)
                    .spoolDirectory(folder)
                    .spoolMinFreeBytes(0));
            trial.proxy().down();
            Load load = trial.load(events, perSecond).await();
            assertThat(load.count(LogResult.ACCEPTED)).as(trial.about()).isEqualTo(events);
            assertThat(trial.client().stats().traffic().get(Counter.STORED_NOW))
                    .as("%s: on disk alone", trial.about())
                    .isPositive();
            int rounds = transport.rounds();
            assertThat(rounds).as(trial.about()).isBetween(leastRounds, 15);
            trial.proxy().up();
            await().atMost(PATIENCE).until(() -> trial.client().stats().delivered() > 0);
            trial.awaitSettled(Duration.ofSeconds(20));
            System.out.println(trial.about() + ": rounds " + rounds + ", " + trial.judgeNothingLost());
            // What a busy machine kept a client that has ended from giving back follows soon.
            await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
        }
    }

    /** Nine minutes of 1,000 events/s, which are more than disk and memory hold, and one in which nothing is logged. */
    @Test
    @Tag("faults")
    void n3_outageOfTenMinutes_keepsTheBounds_andCostsNothing() {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        String about = "N3, seed " + seed;
        long events = 540_000;
        int eventBytes = 530;
        try (Emulator emulator =
                        Emulator.builder().maxStoredBytes(Long.MAX_VALUE / 2).start();
                FaultProxy proxy = new FaultProxy(emulator.port());
                VictimProcess victim = VictimProcess.start(
                        folder,
                        seed,
                        List.of(),
                        "url=" + proxy.url(),
                        "spool=" + folder.resolve("spool"),
                        "eventBytes=" + eventBytes)) {
            proxy.down();
            long startNanos = System.nanoTime();
            victim.ask("load " + events + " 1000");
            Map<String, Long> loaded = victim.figures("await");
            await().atMost(PATIENCE).until(() -> System.nanoTime() - startNanos >= TimeUnit.MINUTES.toNanos(10));
            Map<String, Long> idle = victim.figures("figures");
            System.out.println(about + ": " + loaded + idle);
            assertThat(loaded.get("accepted") + loaded.get("queueFull"))
                    .as(about)
                    .isEqualTo(events);
            assertThat(loaded.get("queueFull")).as(about).isPositive();
            assertThat(idle.get("disk")).as(about).isLessThanOrEqualTo((256L << 20) + (64 << 10));
            assertThat(idle.get("requests")).as(about).isBetween(12L, 45L);
            assertThat(idle.get("cpuMillis") - loaded.get("cpuMillis"))
                    .as("%s: of 60 s", about)
                    .isLessThan(1_800);
            proxy.heal();
            new Judge(about, emulator, Payloads.exactly(seed, 1_000, eventBytes)).allArrive(victim, PATIENCE);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of the fault plan in which memory is asked for in a rush, or in all sizes. They run alone. */
@Isolated
class BurstIT {

    private static final int EVENTS = 200_000;
    private static final int THREADS = 64;
    private static final long MEMORY_BYTES = 16L << 20;
    private static final int MAX_EVENT_BYTES = 64 << 10;
    private static final int OVERHEAD_BYTES = 96;

    /** What stands for another thread, for room or for time; a lock, under which bytes are copied, is none of these. */
    private static final Pattern EVENTS_TO_COME = Pattern.compile("Condition|Latch|Future|Semaphore|time to pass");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void l2_burstFrom64Threads_keepsTheBound_andNobodyWaits(boolean spooled) throws InterruptedException {
        try (Trial trial = new Trial("L2, spool " + spooled)) {
            trial.payloads(Payloads.exactly(trial.seed(), 1_000, 300));
            AmplitudeClient.Builder settings = trial.settings().maxCachedBytes(MEMORY_BYTES);
            trial.start(spooled ? settings.spoolDirectory(folder).spoolMinFreeBytes(0) : settings);
            Burst burst = trial.burst(EVENTS, THREADS);
            System.out.println(
                    trial.about() + ": accepted " + burst.accepted() + " and refused " + burst.refused() + " in "
                            + burst.tookMillis() + " ms, held " + burst.mostBytes() + " bytes at most, waited for "
                            + burst.waitedFor());
            assertThat(burst.accepted() + burst.refused()).as(trial.about()).isEqualTo(EVENTS);
            assertThat(burst.mostBytes()).as(trial.about()).isLessThanOrEqualTo(MEMORY_BYTES);
            assertThat(burst.waitedFor()).as(trial.about()).noneMatch(EVENTS_TO_COME.asPredicate());
            trial.awaitSettled(PATIENCE);
            trial.judgeNothingLost();
        }
    }

    /** What is held is what will arrive, to the byte, and nothing once it has. */
    @Test
    void l3_eventsOfAllSizes_areAccountedForToTheByte() throws InterruptedException {
        try (Trial trial = new Trial("L3")) {
            trial.payloads(Payloads.upTo(trial.seed(), 1_000, MAX_EVENT_BYTES));
            trial.start(trial.settings().maxCachedBytes(8 * MEMORY_BYTES));
            trial.proxy().down();
            Load load = trial.load(1_000, 1_000_000).await();
            assertThat(load.count(LogResult.TOO_LARGE)).as(trial.about()).isPositive();
            assertThat(load.count(LogResult.ACCEPTED) + load.count(LogResult.TOO_LARGE))
                    .as(trial.about())
                    .isEqualTo(1_000);
            long held = trial.client().stats().traffic().bytesInMemory();
            trial.proxy().heal();
            trial.awaitSettled(PATIENCE);
            assertThat(held).as(trial.about()).isEqualTo(bytesOf(trial.emulator()));
            Stats stats = trial.judgeAfterShutdown(Duration.ofSeconds(60));
            assertThat(stats.delivered()).as(trial.about()).isEqualTo(stats.accepted());
            assertThat(stats.traffic().bytesInMemory()).as(trial.about()).isZero();
        }
    }

    private static long bytesOf(Emulator emulator) {
        return emulator.received().stream()
                .map(StoredEvent::json)
                .mapToLong(json -> json.getBytes(StandardCharsets.UTF_8).length + OVERHEAD_BYTES)
                .sum();
    }
}

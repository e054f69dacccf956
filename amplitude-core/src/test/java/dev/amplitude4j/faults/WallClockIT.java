// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Row T1 of the fault plan: the time of day of a victim jumps while it runs, by {@code libfaketime}; its monotonic clock does not.
 * It runs alone, since it says how long things take.
 */
@Isolated
@Tag("faults")
class WallClockIT {

    private static final int EVENTS_PER_PHASE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(75);
    private static final long SLACK_SECONDS = 2;

    private final long seed = Long.getLong("faults.seed", System.nanoTime());
    private final List<Phase> phases = new ArrayList<>();

    @TempDir
    Path folder;

    /** Events with numbers from that on, logged while the victim's clock was so far from ours. */
    private record Phase(long first, long offsetSeconds, Instant from, Instant to) {

        boolean covers(StoredEvent event) {
            long seconds = Math.floorDiv(event.node().path("time").asLong(), 1_000) - offsetSeconds;
            return seconds >= from.getEpochSecond() - SLACK_SECONDS && seconds <= to.getEpochSecond() + SLACK_SECONDS;
        }
    }

    @Test
    void t1_jumpsOfTheWallClock_expireNothing_andStallNothing() {
        String about = "T1, seed " + seed;
        try (Emulator emulator = Emulator.start();
                VictimProcess victim = start(emulator)) {
            log(victim, 0);
            for (long offsetSeconds : offsets()) {
                // Answers that leave it open whether the events arrived: these could expire.
                emulator.faults(Fault.answer(500).build());
                log(victim, phases.get(phases.size() - 1).offsetSeconds);
                flushWhileTheClockJumps(victim, offsetSeconds);
                log(victim, offsetSeconds);
                emulator.faults(List.of());
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> victim.figures("figures").get("pending") == 0);
            }
            Map<String, Long> figures = victim.figures("figures");
            System.out.println(about + ": " + figures);
            assertThat(figures.get("ambiguous")).as(about).isPositive();
            assertThat(figures.get("dropped")).as(about).isZero();
            timesAreThoseOfTheirAcceptance(about, emulator);
            new Judge(about, emulator, Payloads.mixed(seed, 1_000)).allArrive(victim, PATIENCE);
        }
    }

    private static List<Long> offsets() {
        long now = Instant.now().getEpochSecond();
        return List.of(
                TimeUnit.DAYS.toSeconds(8),
                -TimeUnit.HOURS.toSeconds(2),
                TimeUnit.DAYS.toSeconds(3_652),
                -now + 3_600,
                Instant.parse("2038-01-20T00:00:00Z").getEpochSecond() - now);
    }

    /** A deadline of the victim's, by the clock of this JVM: within a tenth. */
    private void flushWhileTheClockJumps(VictimProcess victim, long offsetSeconds) {
        Thread jump = new Thread(() -> {
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            setClock(offsetSeconds);
        });
        long startNanos = System.nanoTime();
        jump.start();
        victim.ask("flush 3000");
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        assertThat(tookMillis).as("flush of 3 s").isBetween(2_990L, 3_300L);
    }

    private void log(VictimProcess victim, long offsetSeconds) {
        Instant from = Instant.now();
        victim.ask("load " + EVENTS_PER_PHASE + " 1000");
        victim.ask("await");
        phases.add(new Phase((long) phases.size() * EVENTS_PER_PHASE, offsetSeconds, from, Instant.now()));
    }

    private void timesAreThoseOfTheirAcceptance(String about, Emulator emulator) {
        for (StoredEvent event : emulator.received()) {
            int phase = (int) (Payloads.number(event.node()) / EVENTS_PER_PHASE);
            assertThat(phases.get(phase).covers(event))
                    .as("%s: %s of %s", about, event, phases.get(phase))
                    .isTrue();
        }
    }

    private VictimProcess start(Emulator emulator) {
        setClock(0);
        List<String> launcher = List.of(
                "env",
                "LD_PRELOAD=" + library(),
                "FAKETIME_TIMESTAMP_FILE=" + clockFile(),
                "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "FAKETIME_FORCE_MONOTONIC_FIX=0"); // else waits of a JVM hang
        return VictimProcess.start(
                launcher,
                folder,
                seed,
                List.of(),
                "url=" + emulator.url(),
                "spool=" + folder.resolve("spool"),
                "onDedupeExpiry=DROP");
    }

    private Path clockFile() {
        return folder.resolve("clock");
    }

    private void setClock(long offsetSeconds) {
        try {
            Path next = Files.writeString(folder.resolve("next-clock"), String.format("%+d%n", offsetSeconds));
            Files.move(next, clockFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path library() {
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            List<Path> found = folders.map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
                    .filter(Files::exists)
                    .toList();
            Machine.needs(!found.isEmpty(), "libfaketime, of the package faketime");
            return found.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

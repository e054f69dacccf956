// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows of the fault plan in which more comes than can leave, and what was left is large. They run alone. */
@Isolated
class OverloadIT {

    private static final int EVENT_BYTES = 500;

    /** An event, its comma, and its share of what surrounds a thousand of them. */
    private static final int BYTES_ON_THE_LINE = 502;

    private static final long MEMORY_BYTES = 16L << 20;

    /** Stands for exactly what is allowed of what a busy machine spoils. */
    private static final Duration ALLOWED = Duration.ofSeconds(1);

    private static final long HEAP_BESIDE_BYTES = 8_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void l1_tenTimesTheLoadForAMinute_keepsTheBounds_andNobodyWaits() {
        assertThat(BestRound.of(ALLOWED, round -> overload(60, round))).isLessThanOrEqualTo(ALLOWED);
    }

    @Test
    @Tag("faults")
    void l1_tenTimesTheLoadForTenMinutes_keepsTheBounds_andNobodyWaits() {
        assertThat(overload(600, 0)).isLessThanOrEqualTo(ALLOWED);
    }

    /**
     * A line for 1,000 events a second, and 10,000 offered, each of them 500 bytes. Returns the worst of what is allowed to take
     * so long and no longer, measured by that: the slowest call, less what stopped all threads; the slowest in a thousand; the
     * time in which the line was idle.
     */
    private Duration overload(int seconds, int round) {
        String about = "L1, " + seconds + " s, seed " + seed;
        long offered = 10_000L * seconds;
        int line = 1_000 * BYTES_ON_THE_LINE;
        long spoolBytes = 64L << 20;
        try (Emulator emulator = roomyEmulator();
                FaultProxy proxy = new FaultProxy(emulator.port());
                VictimProcess victim =
                        start(proxy, round, "spoolMaxBytes=" + spoolBytes, "numbers=" + (offered + 1_000))) {
            Map<String, Long> before = victim.figures("figures");
            proxy.upstream(Toxics.line(line));
            victim.ask("load " + offered + " 10000");
            Map<String, Long> after = victim.figures("await");
            long carried = proxy.upstreamBytes();
            System.out.println(about + ": carried " + carried + " of " + (long) line * seconds + "; " + before + after);
            assertThat(after.get("thrown")).as(about).isZero();
            assertThat(after.get("accepted") + after.get("queueFull")).as(about).isEqualTo(offered);
            assertThat(after.get("disk")).as(about).isLessThanOrEqualTo(spoolBytes + (64 << 10));
            assertThat(after.get("bytes")).as(about).isLessThanOrEqualTo(MEMORY_BYTES);
            assertThat(after.get("heap")).as(about).isLessThanOrEqualTo(40L << 20);
            assertThat(after.get("heap") - before.get("heap"))
                    .as(about)
                    .isLessThanOrEqualTo(MEMORY_BYTES + HEAP_BESIDE_BYTES);
            assertThat(after.get("gcMillis") - before.get("gcMillis")).as(about).isLessThanOrEqualTo(100L * seconds);
            long stallMillis = victim.accepted().stallMillis();
            System.out.println(about + ": no thread ran for " + stallMillis + " ms");
            await().atMost(Duration.ofSeconds(20)).until(() -> emulator.counts().events() >= 990L * seconds);
            proxy.heal();
            judge(about, emulator).allArrive(victim, PATIENCE);
            double slowest = (after.get("maxMicros") - 1_000 * stallMillis) / 50_000.0;
            double slowestInAThousand = after.get("p999Micros") / 1_000.0;
            // A batch takes a second to fill, so that nothing leaves in the first; of the rest a hundredth.
            double idle = 100 * (1 - carried / (line * (seconds - 1.0)));
            double worst = Math.max(Math.max(slowest, slowestInAThousand), idle);
            return Duration.ofNanos((long) (worst * ALLOWED.toNanos()));
        }
    }

    @Test
    @Tag("faults")
    void l5_fullSpool_isRecoveredAtTheSpeedOfTheLine() {
        String about = "L5, seed " + seed;
        int line = 5_000_000;
        try (Emulator emulator = roomyEmulator();
                FaultProxy proxy = new FaultProxy(emulator.port())) {
            proxy.down();
            long left = leaveFullSpool(proxy);
            proxy.heal();
            proxy.upstream(Toxics.line(line));
            try (VictimProcess victim = start(proxy, 0, "first=" + left)) {
                Map<String, Long> before = victim.figures("figures");
                await().atMost(PATIENCE).until(() -> emulator.counts().events() > 0);
                long startNanos = System.nanoTime();
                await().atMost(PATIENCE).until(() -> emulator.counts().events() > left / 2);
                Map<String, Long> halfway = victim.figures("figures");
                await().atMost(PATIENCE).until(() -> emulator.counts().events() >= left);
                long rate = left
                        * BYTES_ON_THE_LINE
                        * 1_000
                        / TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                System.out.println(about + ": " + left + " events at " + rate + " bytes/s; " + before + halfway);
                assertThat(before.get("startMicros")).as(about).isLessThanOrEqualTo(1_000_000);
                assertThat(halfway.get("heap")).as(about).isLessThanOrEqualTo(40L << 20);
                assertThat(halfway.get("recovered")).as(about).isEqualTo(left);
                assertThat(rate).as(about).isGreaterThanOrEqualTo(line * 8L / 10);
                endsWell(victim, emulator, about, left);
            }
        }
    }

    /** Returns how many events it holds: those with the numbers from 0. */
    private long leaveFullSpool(FaultProxy proxy) {
        long events = 505_000; // 256 MiB of them, with their checksums, less the part that is left to acknowledgements
        try (VictimProcess victim = start(proxy, 0)) {
            victim.ask("load " + events + " 15000");
            assertThat(victim.figures("await").get("accepted")).isEqualTo(events);
            assertThat(victim.ask("persist 60000")).isEqualTo("safe=1");
            victim.kill();
        }
        return events;
    }

    private void endsWell(VictimProcess victim, Emulator emulator, String about, long left) {
        await().atMost(PATIENCE).until(() -> victim.figures("figures").get("pending") == 0);
        Map<String, Long> figures = victim.figures("figures");
        assertThat(figures.get("delivered")).as(about).isEqualTo(left);
        assertThat(figures.get("dropped")).as(about).isZero();
        assertThat(figures.get("workerErrors")).as(about).isZero();
        victim.ask("close");
        await().untilAsserted(() -> assertThat(spool(0)).isEmptyDirectory());
        Judge judge = judge(about, emulator);
        assertThat(judge.arrived().cardinality()).as(about).isEqualTo((int) left);
        judge.intact(left);
        judge.harmless(List.of(), List.of(victim.err()));
    }

    private VictimProcess start(FaultProxy proxy, int round, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of("url=" + proxy.url(), "spool=" + spool(round), "eventBytes=" + EVENT_BYTES));
        return VictimProcess.start(ownFolder(round), seed, List.of(), all.toArray(String[]::new));
    }

    private Path spool(int round) {
        return ownFolder(round).resolve("spool");
    }

    private Path ownFolder(int round) {
        try {
            return Files.createDirectories(folder.resolve("round-" + round));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Judge judge(String about, Emulator emulator) {
        return new Judge(about, emulator, Payloads.exactly(seed, 1_000, EVENT_BYTES));
    }

    /** The long rows keep more events than half of this JVM's memory is believed to have room for. */
    private static Emulator roomyEmulator() {
        return Emulator.builder().maxStoredBytes(Long.MAX_VALUE / 2).start();
    }
}

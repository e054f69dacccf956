// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Row D9 of the fault plan: a disk that is slow, and callers who do not notice. It runs alone. */
@Isolated
class SlowDiskIT {

    private static final int ROUNDS = 5;
    private static final long MEMORY_BYTES = 16L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void d9_slowDisk_isNoticedByNoCaller() {
        String about = "D9, seed " + seed;
        try (Emulator emulator = Emulator.start();
                VictimProcess victim = VictimProcess.start(
                        folder, seed, List.of(), "url=" + emulator.url(), "spool=" + folder.resolve("spool"))) {
            victim.ask("load 1000 1000");
            victim.ask("await");
            assertThat(victim.ask("persist 20000")).as(about).isEqualTo("safe=1");
            SyscallFaults faults = SyscallFaults.inject(
                    victim, folder.resolve("calls"), "write:delay_enter=500000", "fsync:delay_enter=10000000");
            try (faults) {
                Map<String, Long> figures = loaded(victim);
                System.out.println(about + ": " + figures);
                assertThat(figures.get("thrown")).as(about).isZero();
                assertThat(figures.get("rejected")).as(about).isZero();
                assertThat(figures.get("bytes")).as(about).isLessThanOrEqualTo(MEMORY_BYTES);
                assertThat(figures.get("p999Micros")).as(about).isLessThanOrEqualTo(1_000);
                // Delivery does not wait for the disk either.
                await().atMost(PATIENCE)
                        .until(() -> victim.figures("figures").get("delivered").equals(figures.get("accepted")));
            }
            assertThat(faults.calls()).as(about).anyMatch(call -> call.contains("DELAYED"));
            new Judge(about, emulator, Payloads.mixed(seed, 1_000)).allArrive(victim, PATIENCE);
        }
    }

    /** Latencies are of the best of some rounds: another process may have had the processor, but not each time. */
    private static Map<String, Long> loaded(VictimProcess victim) {
        Map<String, Long> figures = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            victim.ask("load 3000 1000");
            figures = victim.figures("await");
            if (figures.get("p999Micros") <= 1_000) {
                return figures;
            }
        }
        return figures;
    }
}

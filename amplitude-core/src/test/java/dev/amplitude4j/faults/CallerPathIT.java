// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Row C2 of the fault plan: what threads that log ask of the kernel, which is nothing that could make them wait. */
@Execution(ExecutionMode.CONCURRENT)
class CallerPathIT {

    /** Files, descriptors, sockets, and time to pass; but for a lock, nothing else blocks. */
    private static final String BLOCKING_CALLS = "%file,%desc,%network,nanosleep,clock_nanosleep";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void c2_threadsThatLog_makeNoCallThatBlocks() {
        String about = "C2, seed " + seed;
        try (Emulator emulator = Emulator.start();
                VictimProcess victim = VictimProcess.start(
                        folder, seed, List.of(), "url=" + emulator.url(), "spool=" + folder.resolve("spool"))) {
            victim.ask("load 1000 1000");
            victim.ask("await");
            victim.ask("load 15000 1000"); // more than it takes until strace watches
            await().atMost(PATIENCE).until(() -> victim.figures("figures").get("accepted") > 1_100);
            SyscallFaults watched =
                    SyscallFaults.watch(victim, Load.THREAD_NAMES, folder.resolve("calls"), BLOCKING_CALLS);
            long from = victim.figures("figures").get("accepted");
            try (watched) {
                await().atMost(PATIENCE).until(() -> victim.figures("figures").get("accepted") > from + 3_000);
            }
            victim.ask("await");
            assertThat(watched.calls())
                    .as(about)
                    .filteredOn(CallerPathIT::mayWait)
                    .isEmpty();
            new Judge(about, emulator, Payloads.mixed(seed, 1_000)).allArrive(victim, PATIENCE);
        }
    }

    /** Not signals, by which a JVM stops its threads, nor the kernel's random numbers, which are there at once. */
    private static boolean mayWait(String call) {
        return call.contains("(") && !call.contains("</dev/urandom>");
    }
}

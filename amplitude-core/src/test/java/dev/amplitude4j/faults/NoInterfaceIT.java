// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.amplitude4j.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Row N9, in a network namespace of its own. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("faults")
class NoInterfaceIT {

    private static final List<String> UNSHARE = List.of("unshare", "-n");

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void n9_noInterfaceForHalfAMinute_thenAllArrives() {
        assumeTrue(mayUnshare(), "N9 is left out: it takes root, on Linux, to make a network namespace (unshare -n)");
        try (ChildProcess island =
                new ChildProcess(folder, UNSHARE, Island.class.getName(), List.of("-Xmx512m"), Long.toString(seed))) {
            island.awaitEnd(Duration.ofMinutes(3));
            System.out.println("N9, seed " + seed + ": " + island.out());
            assertThat(island.exitCode()).as("seed %d: %s", seed, island.err()).isZero();
            assertThat(island.out()).contains("cut off: ", "connected: ");
            assertThat(island.out() + island.err()).doesNotContain(Trial.KEY);
        }
    }

    private static boolean mayUnshare() {
        try {
            return new ProcessBuilder("unshare", "-n", "true").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.BestRound;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Row S8 in its long form, which asserts how late events are, and so runs alone. */
@Isolated
@Tag("faults")
class HotUserIT {

    /** The second for which events are collected, and a tenth. */
    private static final Duration LATEST = Duration.ofMillis(1_100);

    @Test
    void s8_oneHotUserInAThousand_isDrainedSlowly_andHoldsUpNobody() throws InterruptedException {
        assertThat(BestRound.of(LATEST, round -> ServerAnswersIT.hotUser(20))).isLessThanOrEqualTo(LATEST);
    }

    @Test
    void s8_oneHotUserInAThousand_waitsOnDisk_whereItTakesAQuarterOfTheMemory(@TempDir Path folder)
            throws InterruptedException {
        assertThat(BestRound.of(
                        LATEST, round -> ServerAnswersIT.hotUser(20, folder.resolve("round-" + round), 4 << 20)))
                .isLessThanOrEqualTo(LATEST);
    }
}

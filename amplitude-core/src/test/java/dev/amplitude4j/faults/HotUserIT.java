// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Row S8 in its long form, which asserts how late events are, and so runs alone. */
@Isolated
@Tag("faults")
class HotUserIT {

    /** The second for which events are collected, and a tenth. */
    private static final Duration LATEST = Duration.ofMillis(1_100);

    private static final int ROUNDS = 3;

    /** The best of some rounds is asserted: another process may have had the processor, but not each time. */
    @Test
    void s8_oneHotUserInAThousand_isDrainedSlowly_andHoldsUpNobody() throws InterruptedException {
        Duration late = ServerAnswersIT.hotUser(20);
        for (int round = 1; round < ROUNDS && late.compareTo(LATEST) > 0; round++) {
            late = ServerAnswersIT.hotUser(20);
        }
        assertThat(late).isLessThanOrEqualTo(LATEST);
    }
}

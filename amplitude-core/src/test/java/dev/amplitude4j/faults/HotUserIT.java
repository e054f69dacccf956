// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Row S8 in its long form, which asserts how late events are, and so runs alone. */
@Isolated
@Tag("faults")
class HotUserIT {

    @Test
    void s8_oneHotUserInAThousand_isDrainedSlowly_andHoldsUpNobody() throws InterruptedException {
        ServerAnswersIT.hotUser(20, Duration.ofMillis(1_200));
    }
}

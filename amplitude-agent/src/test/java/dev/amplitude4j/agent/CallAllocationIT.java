// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls of woven methods allocate on their thread, in a JVM of its own, as the compiler leaves it. */
class CallAllocationIT {

    private static final String RULES = """
            queue: { maxBytes: 4 MiB, maxBlock: 1 min }
            statusFile: %s
            methods:
              - { method: com.acme.Meter#closed, event: Closed, user: arg0, properties: { order: arg1 } }
              - { method: com.acme.Meter#sampledOut, event: Out, user: arg0, properties: { order: arg1 }, sample: 0.000001 }
              - { method: com.acme.Meter#diceOut, event: Out, device: "mdc:x", properties: { n: arg1 }, sample: 0.000000001 }
              - { method: com.acme.Meter#captured, event: Placed, user: arg0, properties: { order: arg1 } }
              - { method: com.acme.Meter#capturedAtBegin, on: enter, event: Placed, user: arg0, properties: { order: arg1 } }
              - { method: com.acme.Meter#capturedNumbers, event: Counted, properties: { cents: arg0, pieces: arg1 } }
            """;

    private static final double LESS_THAN_ANY_OBJECT = 1;

    /** A {@code Long} of 24 bytes and an {@code Integer} of 16: woven code hands over objects. */
    private static final double BOXES_OF_TWO_NUMBERS = 40;

    @TempDir
    Path folder;

    @Test
    void calls_allocateNothingButBoxesOfPrimitiveValues_withoutRateLimits() {
        try (Emulator emulator = Emulator.builder().withoutRateLimits().start()) {
            Path status = folder.resolve("status");
            AgentRun run = new AgentRun(folder)
                    .agent(AgentRun.settings(emulator) + RULES.formatted(status))
                    .jvm("-XX:TieredStopAtLevel=4")
                    .main("com.acme.Meter");

            assertThat(run.err()).isEmpty();
            for (String method : new String[] {"closed", "sampledOut", "diceOut", "captured", "capturedAtBegin"}) {
                assertThat(bytesPerCall(run, method)).as(method).isLessThan(LESS_THAN_ANY_OBJECT);
            }
            assertThat(bytesPerCall(run, "capturedNumbers")).isLessThan(BOXES_OF_TWO_NUMBERS + LESS_THAN_ANY_OBJECT);
            assertThat(run.text("status"))
                    .contains("calls=100000 events=0 refused=0 unsampled=100000")
                    .containsPattern("#captured .*calls=100000 events=100000 ")
                    .containsPattern("#capturedAtBegin.*calls=100000 events=100000 ")
                    .containsPattern("#capturedNumbers .*calls=100000 events=100000 ");
        }
    }

    private static double bytesPerCall(AgentRun run, String method) {
        Matcher matcher = Pattern.compile("(?m)^" + method + " ([\\d.]+)").matcher(run.out());
        assertThat(matcher.find()).as(method).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}

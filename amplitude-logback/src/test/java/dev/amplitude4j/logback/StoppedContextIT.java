// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of the appender once its context has stopped for good. */
class StoppedContextIT {

    @Test
    void contextStop_leavesNoThreadsOfOurs() {
        try (LogbackFixture logback = new LogbackFixture()) {
            logback.appender(logback.target());
            for (int n = 0; n < 100; n++) {
                logback.logger("shop").info(AMPLITUDE, "Step Done", kv("user_id", "user-" + n));
            }
            logback.context.reset();
            logback.appender(logback.target());
            logback.received(100);
            assertThat(ourThreads()).isNotEmpty();
            logback.context.stop();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(ourThreads()).isEmpty());
        }
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("amplitude-"))
                .toList();
    }
}

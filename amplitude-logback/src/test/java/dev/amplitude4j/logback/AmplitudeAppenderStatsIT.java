// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.result.Stats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an appender tells of its client's counters. */
class AmplitudeAppenderStatsIT {

    private final LogbackFixture logback = new LogbackFixture();

    @AfterEach
    void stop() {
        logback.close();
    }

    @Test
    void stats_areStillToldAfterTheStop() {
        AmplitudeAppender appender = logback.appender(logback.target()).appender();
        logback.logger("shop").info(AMPLITUDE, "Order Completed");
        logback.logger("shop").info("not an event");
        assertThat(appender.stats().accepted()).isEqualTo(1);

        logback.context.stop();

        Stats stats = appender.stats();
        assertThat(stats.delivered()).isEqualTo(1);
        assertThat(stats.pending()).isZero();
        assertThat(stats.isBalanced()).isTrue();
    }

    @Test
    void stats_areZeroWithoutAClient() {
        AmplitudeAppender appender =
                logback.appender("<enabled>false</enabled>").appender();
        logback.logger("shop").info(AMPLITUDE, "Order Completed");

        assertThat(appender.stats().accepted()).isZero();
        assertThat(appender.stats().isBalanced()).isTrue();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that the appender was offered just before it is stopped. */
class ReloadRaceIT {

    private final LogbackFixture logback = new LogbackFixture();

    @BeforeEach
    void configure() {
        Door.reset();
        logback.appender(configuration());
    }

    @AfterEach
    void stop() {
        logback.close();
    }

    @Test
    void recordOnItsWay_outlivesAReload() throws Exception {
        CompletableFuture<Void> call = CompletableFuture.runAsync(this::log);
        Door.reached.await();
        logback.context.reset();
        logback.appender(configuration());
        Door.open.countDown();
        call.join();
        log();
        assertThat(logback.received(2)).hasSize(2);
        assertThat(logback.appender().stats().accepted()).isEqualTo(2);
    }

    @Test
    void recordOnItsWay_isCountedWhenItComesAfterTheEnd() throws Exception {
        AmplitudeAppender appender = logback.appender();
        CompletableFuture<Void> call = CompletableFuture.runAsync(this::log);
        Door.reached.await();
        logback.context.stop();
        Door.open.countDown();
        call.join();
        Stats stats = appender.stats();
        assertThat(stats.accepted()).isZero();
        assertThat(stats.rejected()).containsExactly(Map.entry(LogResult.CLOSED, 1L));
    }

    private String configuration() {
        return logback.target() + "<filter class=\"" + Door.class.getName() + "\"/>";
    }

    private void log() {
        logback.logger("shop").info(AMPLITUDE, "Step Done", kv("user_id", "user-1"));
    }

    /** Named in the XML above: holds a record between the appender's check that it is started, and its append. */
    public static final class Door extends Filter<ILoggingEvent> {
        private static volatile CountDownLatch reached;
        private static volatile CountDownLatch open;

        static void reset() {
            reached = new CountDownLatch(1);
            open = new CountDownLatch(1);
        }

        @Override
        public FilterReply decide(ILoggingEvent record) {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FilterReply.NEUTRAL;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.BestRound;
import dev.amplitude4j.result.LogResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;

/** Starts, reloads and stops of the appender, alone and behind Logback's own queue. */
class AppenderLifecycleIT {

    /** Nothing leaves by itself, so that what arrives was drained, for as long as a busy machine needs. */
    private static final String HELD_BACK =
            "<batch><uploadInterval>1 hour</uploadInterval></batch>" + "<shutdownTimeout>1 minute</shutdownTimeout>";

    private static final int EVENTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LogbackFixture logback = new LogbackFixture();

    @AfterEach
    void stop() {
        boolean unused = Thread.interrupted();
        logback.close();
    }

    @Test
    void reload_keepsTheClientAndItsEvents() {
        logback.appender(logback.target() + HELD_BACK);
        AmplitudeClient client = logback.client();
        log(0, EVENTS);
        AmplitudeAppender before = logback.appender();
        logback.context.reset();
        logback.appender(logback.target() + HELD_BACK);
        assertThat(logback.appender()).isNotSameAs(before);
        assertThat(before.isStarted()).isFalse();
        assertThat(logback.client()).isSameAs(client);
        log(EVENTS, 2 * EVENTS);
        logback.received(2 * EVENTS);
        LogbackFixture.assertAllDelivered(client, 2 * EVENTS);
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void contextStop_drainsAndCloses() {
        logback.appender(logback.target() + HELD_BACK);
        AmplitudeClient client = logback.client();
        log(0, EVENTS);
        logback.context.stop();
        assertThat(client.isClosed()).isTrue();
        assertThat(logback.emulator.received()).hasSize(EVENTS);
        LogbackFixture.assertAllDelivered(client, EVENTS);
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void contextStopOnAnInterruptedThread_drainsAndKeepsTheMark() {
        logback.appender(logback.target() + HELD_BACK);
        log(0, EVENTS);
        Thread.currentThread().interrupt();
        logback.context.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(logback.emulator.received()).hasSize(EVENTS);
    }

    @Test
    void contextStopWithServerGone_endsWithinTheTimeout() {
        Duration latest = Duration.ofSeconds(2);
        assertThat(BestRound.of(latest, round -> stopWithServerGone())).isLessThan(latest);
    }

    private Duration stopWithServerGone() {
        try (LogbackFixture gone = new LogbackFixture()) {
            gone.appender(gone.target() + "<shutdownTimeout>500 ms</shutdownTimeout>");
            AmplitudeClient client = gone.client();
            gone.emulator.close();
            log(0, EVENTS);
            Duration took = BestRound.time(gone.context::stop);
            assertThat(client.stats().droppedTotal()).isEqualTo(EVENTS);
            assertThat(client.stats().isBalanced()).isTrue();
            assertThat(gone.warnings()).anyMatch(text -> text.contains("dropped"));
            return took;
        }
    }

    @Test
    void appenderOnTwoLoggers_isStoppedTwiceAndReleasesOnce() {
        logback.xml(LogbackFixture.appenderXml("ONE", logback.target())
                + LogbackFixture.appenderXml("OTHER", logback.target())
                + "<logger name=\"a\" additivity=\"false\"><appender-ref ref=\"ONE\"/></logger>"
                + "<logger name=\"b\" additivity=\"false\"><appender-ref ref=\"ONE\"/></logger>"
                + LogbackFixture.root("OTHER"));
        AmplitudeAppender one = (AmplitudeAppender) logback.logger("a").getAppender("ONE");
        AmplitudeAppender other = (AmplitudeAppender) logback.logger("ROOT").getAppender("OTHER");
        AmplitudeClient client = logback.clientOf(one);
        assertThat(logback.clientOf(other)).isSameAs(client);
        one.stop();
        one.stop();
        log(0, EVENTS);
        logback.received(EVENTS);
        assertThat(client.isClosed()).isFalse();
        LogbackFixture.assertAllDelivered(client, EVENTS);
    }

    @Test
    void startTwice_takesOneLease() {
        logback.appender(logback.target());
        AmplitudeClient client = logback.client();
        logback.appender().start();
        logback.context.stop();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void unreferencedAppender_holdsUpNothing() {
        logback.xml(LogbackFixture.appenderXml("UNUSED", logback.target() + HELD_BACK)
                + LogbackFixture.appenderXml("AMPLITUDE", logback.target() + HELD_BACK)
                + LogbackFixture.root("AMPLITUDE"));
        AmplitudeClient client = logback.client();
        log(0, 10);
        assertThat(BestRound.time(logback.context::stop)).isLessThan(Duration.ofSeconds(30));
        assertThat(client.isClosed()).isTrue();
        assertThat(logback.emulator.received()).hasSize(10);
    }

    @Test
    void recordsAfterTheStop_areSilent() {
        logback.appender(logback.target());
        AmplitudeAppender appender = logback.appender();
        AmplitudeClient client = logback.client();
        logback.context.stop();
        LoggingEvent record = new LoggingEvent("fqcn", logback.logger("shop"), Level.INFO, "late", null, null);
        Records.mark(record, AMPLITUDE);
        appender.doAppend(record);
        log(0, 10);
        assertThat(client.stats().accepted()).isZero();
        assertThat(logback.emulator.received()).isEmpty();
        assertThat(logback.warnings())
                .allMatch(text -> text.contains("non started appender") || text.contains("No appenders present"));
    }

    @Test
    void removedAppender_letsItsClientDeliverAndClose() {
        logback.appender(logback.target() + HELD_BACK);
        AmplitudeClient client = logback.client();
        log(0, EVENTS);
        logback.context.reset();
        await().atMost(PATIENCE).until(client::isClosed);
        await().atMost(PATIENCE).untilAsserted(() -> LogbackFixture.assertAllDelivered(client, EVENTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "100", "0"})
    void asyncAppenderSlowerThanItsFlushTime_losesNothing(String maxFlushTime) {
        logback.xml(LogbackFixture.appenderXml(
                        "AMPLITUDE",
                        logback.target() + HELD_BACK
                                + "<filter class=\"dev.amplitude4j.logback.AppenderLifecycleIT$SlowFilter\"/>")
                + async("<discardingThreshold>0</discardingThreshold><maxFlushTime>" + maxFlushTime + "</maxFlushTime>")
                + LogbackFixture.root("ASYNC"));
        log(0, EVENTS);
        logback.context.stop();
        assertThat(logback.emulator.received()).hasSize(EVENTS);
        assertThat(logback.warnings()).noneMatch(text -> text.startsWith("amplitude"));
    }

    @Test
    void asyncAppenderThatDiscards_isWarnedOfOnce() {
        logback.xml(
                LogbackFixture.appenderXml("AMPLITUDE", logback.target()) + async("") + LogbackFixture.root("ASYNC"));
        log(0, 10);
        logback.context.getLogger("shop").info("untagged");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(logback.warnings()).isNotEmpty());
        logback.received(10);
        assertThat(logback.warnings()).singleElement().asString().contains("[ASYNC]", "discardingThreshold");
    }

    @Test
    void toStringThatLogs_makesNoEventOfItsOwn() {
        logback.appender(logback.target());
        AmplitudeClient client = logback.client();
        Object noisy = new Object() {
            @Override
            public String toString() {
                logback.logger("inner").info(AMPLITUDE, "Inner", kv("user_id", "user-inner"));
                return "noisy";
            }
        };
        for (int i = 0; i < 10; i++) {
            logback.logger("shop").info(AMPLITUDE, "Outer", kv("user_id", "user-" + i), kv("value", noisy));
        }
        assertThat(logback.received(10)).allMatch(event -> event.eventType().equals("Outer"));
        // Up to 1.5.20 Logback itself refuses the inner call before it gets to us.
        assertThat(client.stats().rejectedTotal()).isIn(0L, 10L);
        assertThat(client.stats().rejected().keySet()).isSubsetOf(LogResult.REENTRANT);
    }

    @Test
    void markerThatThrows_costsOneWarningAndNoException() {
        logback.appender(logback.target());
        Marker hostile = HostileMarkers.throwing();
        for (int i = 0; i < 3; i++) {
            logback.logger("shop").info(hostile, "Visited");
        }
        assertThat(logback.warnings()).singleElement().asString().contains("IllegalStateException");
        log(0, 1);
        logback.received(1);
    }

    private void log(int from, int to) {
        for (int i = from; i < to; i++) {
            logback.logger("shop").info(AMPLITUDE, "Visited", kv("user_id", "user-" + i));
        }
    }

    private static String async(String settings) {
        return "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">" + settings
                + "<appender-ref ref=\"AMPLITUDE\"/></appender>";
    }

    /** Named in the XML above: takes so long that the worker is not done when Logback stops waiting for it. */
    public static final class SlowFilter extends Filter<ILoggingEvent> {
        private static final long RECORD_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

        @Override
        public FilterReply decide(ILoggingEvent record) {
            // An interrupt must not shorten it, so it does not park.
            long endNanos = System.nanoTime() + RECORD_NANOS;
            while (System.nanoTime() - endNanos < 0) {
                Thread.onSpinWait();
            }
            return FilterReply.NEUTRAL;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.ThreadBytes;
import dev.amplitude4j.transport.NullTransport;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** What records cost in garbage: nothing at all if they are not tagged. */
class AllocationTest {

    private static final int RUNS = 250_000;
    private static final int TAGGED_RUNS = 125_000;
    private static final int ORDERS = 1_000;
    /** A few objects of the measuring itself, over all runs of a round. */
    private static final long NOTHING = 2_500;

    private final LogbackFixture logback = new LogbackFixture();
    private final AmplitudeAppender appender = new AmplitudeAppender();
    private Logger logger;
    private final String[] users =
            IntStream.range(0, ORDERS).mapToObj(n -> "user-" + n).toArray(String[]::new);
    private int orders;
    private int sinceFlush;

    @BeforeEach
    void start() {
        logger = logback.logger("allocation");
        logger.setAdditive(false);
        appender.setContext(logback.context);
        appender.setName("AMPLITUDE");
        appender.setApiKey(LogbackFixture.API_KEY);
        appender.setTransport(new NullTransport());
        appender.start();
    }

    @AfterEach
    void stop() {
        logback.close();
        appender.stop();
    }

    static Stream<Marker> untagged() {
        return Stream.of(null, MarkerFactory.getDetachedMarker("FOREIGN"));
    }

    @ParameterizedTest
    @MethodSource("untagged")
    void untaggedRecord_allocatesNothingInTheAppender(Marker marker) {
        ILoggingEvent record = record(marker, "Visited {}", "page");
        assertThat(ThreadBytes.allocatedBy(RUNS, () -> appender.doAppend(record)))
                .isLessThan(NOTHING);
    }

    @ParameterizedTest
    @MethodSource("untagged")
    void untaggedRecordOfALoggerThatNoRuleNames_allocatesNothingInTheAppender(Marker marker) {
        RuleSettings rule = new RuleSettings();
        rule.addLogger("allocation.below.*");
        rule.setMessage("Visited (?<page_name>.*)");
        rule.setEvent("Visited");
        appender.stop();
        appender.addRule(rule);
        appender.start();
        ILoggingEvent record = record(marker, "Visited {}", "page");
        assertThat(ThreadBytes.allocatedBy(RUNS, () -> appender.doAppend(record)))
                .isLessThan(NOTHING);
        assertThat(appender.ruleCounts()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("untagged")
    void untaggedLogCall_costsAsMuchAsWithAnAppenderThatDoesNothing(Marker marker) {
        NothingAppender nothing = new NothingAppender();
        nothing.setContext(logback.context);
        nothing.start();
        logger.addAppender(nothing);
        long floor = ThreadBytes.allocatedBy(RUNS, () -> logger.info(marker, "Visited"));
        logger.detachAppender(nothing);
        logger.addAppender(appender);
        long ours = ThreadBytes.allocatedBy(RUNS, () -> logger.info(marker, "Visited"));
        assertThat(nothing.last).isNotNull();
        assertThat(ours).isLessThan(floor + NOTHING);
    }

    @Test
    void untaggedRecordWhoseMarkerHasReferences_allocatesOneIteratorAtMost() {
        ILoggingEvent record = record(withReferences(), "Visited");
        assertThat(ThreadBytes.allocatedBy(RUNS, () -> appender.doAppend(record)) / RUNS)
                .isLessThanOrEqualTo(32);
    }

    @Test
    void taggedRecord_allocatesNextToNothing() {
        ILoggingEvent record =
                record(AMPLITUDE, "Order Completed", kv("user_id", "user-1"), kv("total", 42.5), kv("currency", "EUR"));
        AmplitudeClient client = logback.clientOf(appender);
        long bytes = ThreadBytes.allocatedBy(TAGGED_RUNS, () -> {
            appender.doAppend(record);
            flushNowAndThen(client);
        });
        System.out.printf("tagged record with 3 key-values: %.1f B/op in the appender%n", bytes / (double) TAGGED_RUNS);
        assertThat(bytes).isLessThan(TAGGED_RUNS);
        assertThat(client.stats().accepted()).isEqualTo((long) ThreadBytes.ROUNDS * TAGGED_RUNS);
    }

    @Test
    void taggedLogCall_costsAByteMoreThanWithAnAppenderThatKeepsTheRecord() {
        NothingAppender nothing = new NothingAppender();
        nothing.setContext(logback.context);
        nothing.start();
        logger.addAppender(nothing);
        long floor = ThreadBytes.allocatedBy(TAGGED_RUNS, this::logOrder);
        logger.detachAppender(nothing);
        logger.addAppender(appender);
        AmplitudeClient client = logback.clientOf(appender);
        long ours = ThreadBytes.allocatedBy(TAGGED_RUNS, () -> {
            logOrder();
            flushNowAndThen(client);
        });
        System.out.printf(
                "tagged call with 6 key-values: %.1f B/op, %.1f of them in the appender%n",
                ours / (double) TAGGED_RUNS, (ours - floor) / (double) TAGGED_RUNS);
        assertThat(ours - floor).isLessThan(TAGGED_RUNS);
        assertThat(client.stats().accepted()).isEqualTo((long) ThreadBytes.ROUNDS * TAGGED_RUNS);
    }

    private void logOrder() {
        int order = orders++ % ORDERS;
        logger.info(
                AMPLITUDE,
                "Order Completed",
                kv("user_id", users[order]),
                kv("total", order / 100.0),
                kv("items", order),
                kv("currency", "EUR"),
                kv("first_order", order % 2 == 0),
                kv("took_ms", 1_000L + order));
    }

    /** Keeps the queue from filling up, since a refused event costs less. */
    private void flushNowAndThen(AmplitudeClient client) {
        if (++sinceFlush == 10_000) {
            sinceFlush = 0;
            client.flush(Duration.ofSeconds(30));
        }
    }

    @SuppressWarnings("deprecation") // of references as such, in SLF4J 2.0.20
    private static Marker withReferences() {
        Marker marker = MarkerFactory.getDetachedMarker("CHILD");
        marker.add(MarkerFactory.getDetachedMarker("PARENT"));
        marker.add(MarkerFactory.getDetachedMarker("OTHER"));
        return marker;
    }

    private ILoggingEvent record(Marker marker, String message, Object... arguments) {
        LoggingEvent record = new LoggingEvent("fqcn", logger, Level.INFO, message, null, arguments);
        if (marker != null) {
            Records.mark(record, marker);
        }
        record.prepareForDeferredProcessing();
        return record;
    }

    /** Keeps the record, lest the compiler finds that Logback need not have made one. */
    private static final class NothingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private volatile ILoggingEvent last;

        @Override
        protected void append(ILoggingEvent record) {
            last = record;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.ThreadBytes;
import dev.amplitude4j.transport.NullTransport;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What records cost in garbage: nothing at all if they are not tagged. */
class AllocationTest {

    private static final int RUNS = 250_000;
    private static final int TAGGED_RUNS = 125_000;
    /** A few objects of the measuring itself, over all runs of a round. */
    private static final long NOTHING = 2_500;

    private final AmplitudeAppender appender = AmplitudeAppender.newBuilder()
            .setName("AMPLITUDE")
            .setApiKey(Log4jFixture.API_KEY)
            .setTransport(new NullTransport())
            .build();
    private int sinceFlush;

    @BeforeEach
    void start() {
        appender.start();
        appender.append(Records.tagged("Warmed Up"));
        assertThat(appender.stats().accepted()).isEqualTo(1);
    }

    @AfterEach
    void stop() {
        appender.stop();
    }

    static Stream<Marker> untagged() {
        return Stream.of(null, new MarkerManager.Log4jMarker("FOREIGN"));
    }

    @ParameterizedTest
    @MethodSource("untagged")
    void untaggedRecord_allocatesNothingInTheAppender(Marker marker) {
        LogEvent record = Records.of(marker, new SimpleMessage("Visited"));
        assertThat(ThreadBytes.allocatedBy(RUNS, () -> appender.append(record))).isLessThan(NOTHING);
    }

    @ParameterizedTest
    @MethodSource("untagged")
    void untaggedRecordOfALoggerThatNoRuleNames_allocatesNothingInTheAppender(Marker marker) {
        AmplitudeAppender withRule = AmplitudeAppender.newBuilder()
                .setName("RULE")
                .setApiKey(Log4jFixture.API_KEY)
                .setTransport(new NullTransport())
                .setRules(AmplitudeRule.newBuilder()
                        .setLogger("nobodys.*")
                        .setMessage("Visited (?<page_name>.*)")
                        .setEvent("Visited"))
                .build();
        withRule.start();
        LogEvent record = Records.of(marker, new SimpleMessage("Visited"));
        assertThat(ThreadBytes.allocatedBy(RUNS, () -> withRule.append(record))).isLessThan(NOTHING);
        assertThat(withRule.ruleCounts()).hasSize(1);
        withRule.stop();
    }

    /** Log4j hands out parents as a copy of its array; a marker without parents does not get there. */
    @Test
    void untaggedRecordWhoseMarkerHasParents_allocatesTheCopyOfThemAtMost() {
        Marker parent = new MarkerManager.Log4jMarker("PARENT");
        Marker marker = new MarkerManager.Log4jMarker("CHILD").addParents(parent);
        LogEvent record = Records.of(marker, new SimpleMessage("Visited"));
        assertThat(ThreadBytes.allocatedBy(RUNS, () -> appender.append(record)) / RUNS)
                .isLessThanOrEqualTo(32);
    }

    @Test
    void taggedRecord_allocatesNextToNothing() {
        LogEvent record = Records.of(
                AMPLITUDE,
                new ParameterizedMessage(
                        "Order Completed", kv("user_id", "user-1"), kv("total", 42.5), kv("currency", "EUR")));
        long bytes = ThreadBytes.allocatedBy(TAGGED_RUNS, () -> {
            appender.append(record);
            flushNowAndThen();
        });
        System.out.printf("tagged record with 3 key-values: %.1f B/op in the appender%n", bytes / (double) TAGGED_RUNS);
        assertThat(bytes).isLessThan(TAGGED_RUNS);
        assertThat(appender.stats().accepted()).isEqualTo((long) ThreadBytes.ROUNDS * TAGGED_RUNS + 1);
    }

    /** Keeps the queue from filling up, since a refused event costs less. */
    private void flushNowAndThen() {
        if (++sinceFlush == 10_000) {
            sinceFlush = 0;
            AmplitudeAppenders.flushAll(Duration.ofSeconds(30));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.Law;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Start, reconfiguration and the several ways to stop. */
class AppenderLifecycleIT {

    private static final int EVENTS = 300;

    /** Long enough that nothing leaves before the end. */
    private static final String HELD_BACK = "<AmplitudeBatch uploadIntervalMillis=\"60000\"/>";

    /** For a busy machine; where all is well, an end waits for nothing. */
    private static final String AS_LONG_AS_IT_TAKES = " shutdownTimeoutMillis=\"60000\"";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Log4jFixture log4j = new Log4jFixture();

    @AfterEach
    void close() {
        log4j.close();
    }

    /** Log4j allows 50 ms there. */
    @ParameterizedTest
    @EnumSource
    void shutdown_deliversAllThoughLog4jAllowsNoTimeForIt(Mode mode) {
        reopen(mode);
        log4j.appender(log4j.target() + AS_LONG_AS_IT_TAKES, HELD_BACK);
        log4j.emulator.faults(Fault.usualAnswer().delayMillis(300).build());
        AmplitudeAppender appender = log4j.appender();
        log(0, EVENTS);
        LogManager.shutdown();
        Law.assertAllArrived(EVENTS, appender.stats(), log4j.emulator);
        assertThat(log4j.warnings()).isEmpty();
    }

    /** Spring Boot's call, and that of {@code close()}: no time at all. */
    @Test
    void contextStop_deliversAll() {
        log4j.appender(log4j.target() + AS_LONG_AS_IT_TAKES, HELD_BACK);
        AmplitudeAppender appender = log4j.appender();
        log(0, EVENTS);
        log4j.context().stop();
        Law.assertAllArrived(EVENTS, appender.stats(), log4j.emulator);
    }

    @Test
    void serverGone_stopEndsWithinOurDeadlineAndCounts() {
        Duration latest = Duration.ofSeconds(4);
        assertThat(BestRound.of(latest, round -> stopWithServerGone())).isLessThan(latest);
    }

    private Duration stopWithServerGone() {
        reopen(Mode.SYNC);
        log4j.appender(log4j.target() + " shutdownTimeoutMillis=\"700\"", HELD_BACK);
        AmplitudeAppender appender = log4j.appender();
        log4j.emulator.close();
        log(0, EVENTS);
        Duration took = BestRound.time(() -> LogManager.shutdown());
        Stats stats = appender.stats();
        assertThat(stats.accepted()).isEqualTo(EVENTS);
        assertThat(stats.droppedTotal()).isEqualTo(EVENTS);
        assertThat(stats.isBalanced()).isTrue();
        return took;
    }

    /** The manager's lock of Log4j, under which nothing slow may run, is never taken: other appenders start meanwhile. */
    @Test
    void stopOfOneAppender_returnsAtOnceThoughTheServerIsSlow() {
        Duration latest = Duration.ofSeconds(1);
        assertThat(BestRound.of(latest, round -> stopWhileTheServerIsSlow())).isLessThan(latest);
    }

    private Duration stopWhileTheServerIsSlow() {
        reopen(Mode.SYNC);
        log4j.appender(log4j.target(), "");
        log4j.emulator.faults(Fault.usualAnswer().delayMillis(3_000).build());
        AmplitudeAppender appender = log4j.appender();
        log(0, 1);
        return BestRound.time(() -> appender.stop(0, TimeUnit.MILLISECONDS));
    }

    @Test
    void reconfiguration_keepsTheClient() {
        log4j.appender(log4j.target(), HELD_BACK);
        AmplitudeAppender first = log4j.appender();
        log(0, 10);
        log4j.context().reconfigure();
        log4j.appender(log4j.target(), HELD_BACK);
        assertThat(log4j.appender()).isNotSameAs(first);
        log(10, 20);
        assertThat(first.stats().accepted()).isEqualTo(20);
        // That of another test may be about to end.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OwnThreads.dispatchers()).isEqualTo(1));
        log4j.received(20);
    }

    @Test
    void reconfigurationWithoutTheAppender_deliversAndClosesTheClient() {
        log4j.appender(log4j.target(), HELD_BACK);
        AmplitudeAppender appender = log4j.appender();
        log(0, 10);
        log4j.xml("", "<Root level=\"off\"/>");
        await().atMost(PATIENCE).untilAsserted(() -> Law.assertAllArrived(10, appender.stats(), log4j.emulator));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OwnThreads.dispatchers()).isZero());
    }

    @Test
    void otherOptions_makeASecondClientWhileTheFirstDelivers() {
        log4j.appender(log4j.target(), HELD_BACK);
        log(0, 10);
        log4j.appender(log4j.target() + " partnerId=\"p\"", "");
        log(10, 20);
        log4j.received(20);
    }

    /** What an asynchronous parent or a reference of the application's own may still hand on. */
    @Test
    void eventsAfterTheShutdown_areCounted() {
        log4j.appender(log4j.target(), "");
        AmplitudeAppender appender = log4j.appender();
        log(0, 1);
        LogManager.shutdown();
        appender.append(Records.tagged("Too Late"));
        appender.append(Records.untagged());
        assertThat(appender.stats().rejected())
                .containsEntry(LogResult.CLOSED, 1L)
                .hasSize(1);
        assertThat(appender.stats().accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void getLoggerAfterTheShutdown_opensNoClientUntilSomethingIsLogged(Mode mode) {
        reopen(mode);
        log4j.appender(log4j.target(), "");
        LoggerContext first = log4j.context();
        Logger old = log4j.logger("shop");
        log(0, 1);
        LogManager.shutdown();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OwnThreads.names()).isEmpty());
        old.info(AMPLITUDE, "To Nobody", kv("user_id", "user-1"));
        log4j.appender(log4j.target(), "");
        assertThat(log4j.context()).isNotSameAs(first);
        log4j.logger("shop").info("untagged");
        assertThat(log4j.appender().isStarted()).isTrue();
        assertThat(OwnThreads.names()).isEmpty();
        log(1, 2);
        log4j.received(2);
    }

    @Test
    void shutdown_leavesNoThreadsOfOurs() {
        log4j.appender(log4j.target(), "");
        log(0, 100);
        log4j.appender(log4j.target(), "<AmplitudeQueue maxEvents=\"5000\"/>");
        log(100, 200);
        log4j.received(200);
        assertThat(OwnThreads.names()).isNotEmpty();
        LogManager.shutdown();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(OwnThreads.names()).isEmpty());
    }

    private void reopen(Mode mode) {
        log4j.close();
        log4j = new Log4jFixture(mode);
    }

    private void log(int from, int to) {
        for (int n = from; n < to; n++) {
            log4j.logger("shop").info(AMPLITUDE, "Visited", kv("user_id", "user-" + n % 50), kv("n", n));
        }
    }
}

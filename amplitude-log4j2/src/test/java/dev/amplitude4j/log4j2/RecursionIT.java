// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.Law;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything is logged through the appender, at the lowest level, from four threads and through a ring buffer of 128, while the
 * server is slow and the values log when they are asked for their text.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class RecursionIT {

    private static final int EVENTS = 2_000;
    private static final int THREADS = 4;
    private static final int USERS = 20;

    private final ExecutorService loggers = Executors.newFixedThreadPool(THREADS);
    private Log4jFixture log4j;

    @BeforeEach
    void shrinkTheRingBuffers() {
        System.setProperty("log4j2.asyncLoggerRingBufferSize", "128");
        System.setProperty("log4j2.asyncLoggerConfigRingBufferSize", "128");
    }

    @AfterEach
    void close() {
        System.clearProperty("log4j2.asyncLoggerRingBufferSize");
        System.clearProperty("log4j2.asyncLoggerConfigRingBufferSize");
        loggers.shutdownNow();
        log4j.close();
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatLogThemselves_makeNoEventsAndNoDeadlock(Mode mode) throws Exception {
        log4j = new Log4jFixture(mode);
        log4j.emulator.faults(Fault.usualAnswer().delayMillis(100).build());
        log4j.xml(
                Log4jFixture.appenderXml(
                                "AMPLITUDE",
                                log4j.target() + " shutdownTimeoutMillis=\"20000\"",
                                "<AmplitudeBatch uploadIntervalMillis=\"20\"/>")
                        + mode.beside("AMPLITUDE"),
                mode.root("trace", "AMPLITUDE"));
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            ends.add(loggers.submit(() -> log(number)));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        AmplitudeAppender appender = log4j.appender();
        LogManager.shutdown();
        assertOneEventEach(appender.stats());
    }

    private void assertOneEventEach(Stats stats) {
        assertThat(log4j.emulator.received().stream().map(StoredEvent::eventType))
                .containsOnly("Thing Done");
        Law.assertAllArrived(EVENTS, stats, log4j.emulator);
        assertThat(stats.rejected()).isEmpty();
    }

    private void log(int thread) {
        Logger log = log4j.logger("shop");
        Logger inner = log4j.logger("nested");
        for (int n = 0; n < EVENTS / THREADS; n++) {
            log.info(
                    AMPLITUDE,
                    "Thing Done",
                    kv("user_id", "user-" + (thread * USERS + n % USERS)),
                    kv("n", n),
                    kv("it", new Chatty(inner)));
        }
    }

    /** Its text takes two records, without itself among the arguments: Log4j asks for texts while it queues a record. */
    private record Chatty(Logger log) {
        @Override
        public String toString() {
            log.trace("Asked {}", "once");
            log.debug("Asked again {} {}", "and", "again");
            return "chatty";
        }
    }
}

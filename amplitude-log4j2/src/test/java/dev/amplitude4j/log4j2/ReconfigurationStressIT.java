// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.Law;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.CountingNoOpAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four threads log while the configuration is loaded again and again, in each of Log4j's ways; then Log4j is shut down. */
@Tag("heavy")
class ReconfigurationStressIT {

    private static final int RECORDS = 100_000;
    private static final int RELOADS = 20;
    private static final int THREADS = 4;

    /** Makes 250 events of each user, where Amplitude takes 900 within 30 s. */
    private static final int USERS_PER_THREAD = 100;

    private final ExecutorService loggers = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger logged = new AtomicInteger();
    /** Log4j's own, which stand beside ours in each configuration and count what loggers hand on. */
    private final List<CountingNoOpAppender> counters = new ArrayList<>();

    private Log4jFixture log4j;

    @AfterEach
    void stop() {
        loggers.shutdownNow();
        log4j.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNC", "ALL_ASYNC"})
    void programmaticReconfigurations_loseNothingAndKeepOrder(Mode mode) throws Exception {
        log4j = new Log4jFixture(mode);
        Stats stats = logAndReload(() -> log4j.context().reconfigure());
        Law.assertAllArrived(RECORDS, stats, log4j.emulator);
    }

    /** The old queue is still being emptied when the new one already hands on, so the order of records is Log4j's no more. */
    @Test
    void programmaticReconfigurations_loseNothingBehindAnAsyncAppender() throws Exception {
        log4j = new Log4jFixture(Mode.ASYNC_APPENDER);
        Stats stats = logAndReload(() -> log4j.context().reconfigure());
        assertThat(stats.accepted()).isEqualTo(RECORDS);
        Law.assertAllArrived(stats, log4j.emulator);
    }

    /** Log4j loses some records of mixed asynchronous loggers at a reconfiguration, which its own appender does not see either. */
    @Test
    void programmaticReconfigurations_loseNothingThatMixedLoggersHandOn() throws Exception {
        log4j = new Log4jFixture(Mode.MIXED_ASYNC);
        Stats stats = logAndReload(() -> log4j.context().reconfigure());
        assertThat(stats.accepted())
                .isEqualTo(counters.stream()
                        .mapToLong(CountingNoOpAppender::getCount)
                        .sum());
        Law.assertAllArrived(stats, log4j.emulator);
    }

    /** As {@code monitorInterval} does: on a thread of Log4j's, which looks at the file's time every second. */
    @Test
    void touchedFile_losesNothing() throws Exception {
        log4j = new Log4jFixture(Mode.SYNC);
        log4j.monitorInterval(1);
        Stats stats = logAndReload(() -> {
            AmplitudeAppender before = log4j.appender();
            log4j.touch();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> log4j.appender() != null && log4j.appender() != before);
        });
        Law.assertAllArrived(RECORDS, stats, log4j.emulator);
    }

    /** The counters of the last appender's client, which are those of all of them if it is one client. */
    private Stats logAndReload(Runnable reload) throws Exception {
        log4j.xml(
                Log4jFixture.appenderXml(
                                "AMPLITUDE",
                                log4j.target() + " shutdownTimeoutMillis=\"30000\"",
                                "<AmplitudeQueue maxBytes=\"128MB\"/><AmplitudeBatch uploadIntervalMillis=\"100\"/>")
                        + "<CountingNoOp name=\"COUNT\"/>" + log4j.mode().beside("AMPLITUDE"),
                log4j.mode().root("info", "AMPLITUDE", "COUNT"));
        rememberCounter();
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            ends.add(loggers.submit(() -> log(number)));
        }
        for (int n = 1; n <= RELOADS; n++) {
            int records = n * (RECORDS / (RELOADS + 1));
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> logged.get() >= records);
            reload.run();
            rememberCounter();
        }
        for (Future<?> end : ends) {
            end.get();
        }
        AmplitudeAppender last = log4j.appender();
        LogManager.shutdown();
        assertThat(log4j.warnings()).isEmpty();
        return last.stats();
    }

    private void rememberCounter() {
        counters.add(log4j.context().getConfiguration().getAppender("COUNT"));
    }

    private void log(int thread) {
        Logger log = log4j.logger("shop.Thread" + thread);
        for (int n = 0; n < RECORDS / THREADS; n++) {
            String user = "user-" + (thread * USERS_PER_THREAD + n % USERS_PER_THREAD);
            log.info(AMPLITUDE, "Step Done", kv("user_id", user), kv("n", n));
            logged.incrementAndGet();
        }
    }
}

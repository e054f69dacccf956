// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import dev.amplitude4j.Law;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four threads log while the configuration is loaded again and again, as a scan of its file does; then the context stops. */
class ReloadStressIT {

    private static final int RECORDS = 100_000;
    private static final int RELOADS = 20;
    private static final int THREADS = 4;

    /** Makes 250 events of each user, if the threads keep step, where Amplitude takes 900 within 30 s. */
    private static final int USERS_PER_THREAD = 100;

    private final LogbackFixture logback = new LogbackFixture();
    private final ExecutorService loggers = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger logged = new AtomicInteger();

    /** Log calls read, reloads write; null where nothing keeps them apart. */
    private ReadWriteLock exclusion;

    /** Whether a thread is to log one more. What is logged while Logback has no appender vanishes, hence not just a count. */
    private BooleanSupplier more = () -> OfferCounter.offered() < RECORDS;

    @BeforeEach
    void reset() {
        OfferCounter.reset();
    }

    @AfterEach
    void stop() {
        loggers.shutdownNow();
        logback.close();
    }

    @Test
    void reloadsBetweenLogCalls_loseNothing() throws Exception {
        exclusion = new ReentrantReadWriteLock();
        Stats stats = logAndReload(amplitude() + LogbackFixture.root("AMPLITUDE"));
        Law.assertAllArrived(RECORDS, stats, logback.emulator);
    }

    @Test
    void reloadsBetweenLogCalls_loseNothingBehindAnAsyncAppender() throws Exception {
        exclusion = new ReentrantReadWriteLock();
        Stats stats = logAndReload(amplitude() + async() + LogbackFixture.root("ASYNC"));
        Law.assertAllArrived(RECORDS, stats, logback.emulator);
    }

    @Test
    void reloadsDuringLogCalls_loseNothingThatTheAppenderWasOffered() throws Exception {
        Stats stats = logAndReload(amplitude() + LogbackFixture.root("AMPLITUDE"));
        Law.assertAllArrived(OfferCounter.offered(), stats, logback.emulator);
    }

    @Test
    void reloadsDuringLogCalls_loseNothingThatAnAsyncAppenderHandedOn() throws Exception {
        Stats stats = logAndReload(amplitude() + async() + LogbackFixture.root("ASYNC"));
        Law.assertAllArrived(OfferCounter.offered(), stats, logback.emulator);
    }

    @Test
    void stopDuringLogCalls_deliversOrCountsWhatTheAppenderWasOffered() throws Exception {
        logback.xml(amplitude() + LogbackFixture.root("AMPLITUDE"));
        AmplitudeAppender appender = lastAppender();
        more = appender::isStarted;
        List<Future<?>> ends = startLogging();
        awaitProgress(RECORDS / 10);
        logback.context.stop();
        for (Future<?> end : ends) {
            end.get();
        }
        Stats stats = appender.stats();
        assertThat(stats.accepted() + stats.rejectedTotal()).isEqualTo(OfferCounter.offered());
        assertThat(stats.rejected().keySet()).isSubsetOf(LogResult.CLOSED);
        Law.assertAllArrived(stats.accepted(), stats, logback.emulator);
    }

    /** The counters of the last appender's client, which are those of all of them if it is one client. */
    private Stats logAndReload(String xml) throws Exception {
        logback.xml(xml);
        List<Future<?>> ends = startLogging();
        for (int reload = 1; reload <= RELOADS; reload++) {
            awaitProgress(reload * (RECORDS / (RELOADS + 1)));
            apart(exclusion == null ? null : exclusion.writeLock(), () -> {
                logback.context.reset();
                logback.xml(xml);
            });
        }
        for (Future<?> end : ends) {
            end.get();
        }
        AmplitudeAppender last = lastAppender();
        logback.context.stop();
        assertThat(logback.warnings()).noneMatch(text -> text.startsWith("amplitude"));
        return last.stats();
    }

    private List<Future<?>> startLogging() {
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            ends.add(loggers.submit(() -> log(number)));
        }
        return ends;
    }

    private void awaitProgress(int records) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> (exclusion != null ? logged.get() : OfferCounter.offered()) >= records);
    }

    private void log(int thread) {
        Logger log = logback.logger("shop.Thread" + thread);
        for (int n = 0; exclusion == null ? more.getAsBoolean() : n < RECORDS / THREADS; n++) {
            String user = "user-" + (thread * USERS_PER_THREAD + n % USERS_PER_THREAD);
            int number = n;
            apart(
                    exclusion == null ? null : exclusion.readLock(),
                    () -> log.info(AMPLITUDE, "Step Done", kv("user_id", user), kv("n", number)));
            logged.incrementAndGet();
        }
    }

    private static void apart(Lock lock, Runnable work) {
        if (lock == null) {
            work.run();
            return;
        }
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private AmplitudeAppender lastAppender() {
        AsyncAppender async = (AsyncAppender) logback.logger("ROOT").getAppender("ASYNC");
        return async == null ? logback.appender() : (AmplitudeAppender) async.getAppender("AMPLITUDE");
    }

    /** With room for all, since the threads log faster than anybody can send. */
    private String amplitude() {
        return LogbackFixture.appenderXml(
                "AMPLITUDE",
                logback.target() + OfferCounter.xml()
                        + "<queue><maxBytes>128MB</maxBytes></queue>"
                        + "<batch><uploadInterval>100 ms</uploadInterval></batch>"
                        + "<shutdownTimeout>30 seconds</shutdownTimeout>");
    }

    private static String async() {
        return "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
                + "<discardingThreshold>0</discardingThreshold><maxFlushTime>0</maxFlushTime>"
                + "<appender-ref ref=\"AMPLITUDE\"/></appender>";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import dev.amplitude4j.ChildProcess;
import dev.amplitude4j.result.Stats;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application of a few log calls that ends the way its first argument says; run in a JVM of its own. */
final class ExitChild {

    /** Events logged before the end. */
    static final int EVENTS = 10;

    /** Stands before the counters, if the second argument asks for them. */
    static final String STATS = "stats ";

    private static final long HOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long STATS_WAIT_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final Logger LOG = LoggerFactory.getLogger("shop.Exit");

    private ExitChild() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        if (args.length > 1) {
            reportAtExit(appender());
        }
        for (int n = 1; n < EVENTS; n++) {
            log(n);
        }
        Ending ending = Ending.valueOf(args[0]);
        if (ending == Ending.LOG_IN_HOOK) {
            Runtime.getRuntime().addShutdownHook(new Thread(ExitChild::logLate));
        } else {
            log(EVENTS);
        }
        System.out.println(ChildProcess.ENDING);
        switch (ending) {
            case EXIT -> System.exit(3);
            case THROW -> throw new IllegalStateException("thrown on purpose");
            case WAIT -> new CountDownLatch(1).await();
            default -> {}
        }
    }

    /** How the process ends. */
    enum Ending {
        RETURN,
        EXIT,
        THROW,
        WAIT,
        LOG_IN_HOOK
    }

    private static void log(int n) {
        LOG.info(AMPLITUDE, "Step Done", kv("user_id", "user-child"), kv("n", n));
    }

    private static void logLate() {
        LockSupport.parkNanos(HOOK_NANOS);
        log(EVENTS);
    }

    /** Waits until all is settled, as an application that reports its counters would. */
    private static void reportAtExit(AmplitudeAppender appender) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            long endNanos = System.nanoTime() + STATS_WAIT_NANOS;
            while (!isSettled(appender.stats()) && System.nanoTime() - endNanos < 0) {
                LockSupport.parkNanos(HOOK_NANOS / 10);
            }
            System.out.println(STATS + appender.stats());
        }));
    }

    private static boolean isSettled(Stats stats) {
        return stats.accepted() == EVENTS && stats.pending() == 0;
    }

    private static AmplitudeAppender appender() {
        ch.qos.logback.classic.Logger root =
                ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        AsyncAppender async = (AsyncAppender) root.getAppender("ASYNC");
        return (AmplitudeAppender) (async == null ? root.getAppender("AMPLITUDE") : async.getAppender("AMPLITUDE"));
    }
}

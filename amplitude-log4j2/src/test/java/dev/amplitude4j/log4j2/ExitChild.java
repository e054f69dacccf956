// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;

import dev.amplitude4j.ChildProcess;
import dev.amplitude4j.result.Stats;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;

/** An application that logs from four threads, reconfigures now and then, and ends; run in a JVM of its own. */
final class ExitChild {

    /** Stands before the counters that are printed at exit. */
    static final String STATS = "stats ";

    private static final int THREADS = 4;
    private static final int USERS_PER_THREAD = 100;
    private static final long STATS_WAIT_NANOS = TimeUnit.SECONDS.toNanos(40);
    private static final AtomicInteger LOGGED = new AtomicInteger();

    private ExitChild() {}

    /** Arguments: how many records, how many reconfigurations, and {@code return} or {@code shutdown}. */
    public static void main(String[] args) throws InterruptedException {
        int records = Integer.parseInt(args[0]);
        int reconfigurations = Integer.parseInt(args[1]);
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        AmplitudeAppender first = context.getConfiguration().getAppender("AMPLITUDE");
        reportAtExit(first, records);
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads[i] = new Thread(() -> log(number, records / THREADS));
            threads[i].start();
        }
        for (int n = 1; n <= reconfigurations; n++) {
            while (LOGGED.get() < n * (records / (reconfigurations + 1))) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            context.reconfigure();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(ChildProcess.ENDING);
        if (args[2].equals("shutdown")) {
            LogManager.shutdown();
        }
    }

    private static void log(int thread, int records) {
        Logger log = LogManager.getLogger("shop.Thread" + thread);
        for (int n = 0; n < records; n++) {
            String user = "user-" + (thread * USERS_PER_THREAD + n % USERS_PER_THREAD);
            log.info(AMPLITUDE, "Step Done", kv("user_id", user), kv("n", n));
            LOGGED.incrementAndGet();
        }
    }

    /** Waits until all is settled, as an application that reports its counters would. */
    private static void reportAtExit(AmplitudeAppender appender, int records) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            long endNanos = System.nanoTime() + STATS_WAIT_NANOS;
            while (!isSettled(appender.stats(), records) && System.nanoTime() - endNanos < 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            System.out.println(STATS + appender.stats());
        }));
    }

    private static boolean isSettled(Stats stats, int records) {
        return stats.accepted() == records && stats.pending() == 0;
    }
}

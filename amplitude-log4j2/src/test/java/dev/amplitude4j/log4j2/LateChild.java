// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;

import dev.amplitude4j.ChildProcess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;

/** An application that asks for a logger when Log4j has stopped; run in a JVM of its own. */
final class LateChild {

    /** Stands before the names of our threads that are there after the late call. */
    static final String THREADS = "threads ";

    /** Stands before the counters of the appender that the late call made. */
    static final String STATS = "stats ";

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(20);

    private LateChild() {}

    /** Arguments: {@code shutdown} to be late after a call of Log4j's, {@code exit} to be so while the JVM goes down. */
    public static void main(String[] args) {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        context.getLogger("shop").info(AMPLITUDE, "In Time", kv("user_id", "user-1"));
        System.out.println(ChildProcess.ENDING);
        if (args[0].equals("shutdown")) {
            LogManager.shutdown();
            logger().info("untagged");
            report();
        } else {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> logLate(context)));
        }
    }

    private static void logLate(LoggerContext first) {
        awaitEndOf(first);
        logger().info(AMPLITUDE, "Too Late", kv("user_id", "user-1"));
        report();
    }

    /** Until its client has been drained too, which is the last thing that a context does. */
    private static void awaitEndOf(LoggerContext first) {
        long endNanos = System.nanoTime() + WAIT_NANOS;
        while ((!first.isStopped() || OwnThreads.dispatchers() > 0) && System.nanoTime() - endNanos < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** While the JVM goes down, Log4j answers the first question with a logger for the console, since it gets no hook. */
    private static Logger logger() {
        LogManager.getLogger("late");
        return LogManager.getLogger("late");
    }

    private static void report() {
        AmplitudeAppender late = ((LoggerContext) LogManager.getContext(false))
                .getConfiguration()
                .getAppender("AMPLITUDE");
        System.out.println(THREADS + OwnThreads.dispatchers());
        System.out.println(STATS + late.stats());
    }
}

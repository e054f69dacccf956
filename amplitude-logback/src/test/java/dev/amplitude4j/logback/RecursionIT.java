// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import dev.amplitude4j.Law;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Everything is logged through the appender, at the lowest level: the records of the HTTP client that it uses, those of the
 * JDK and the server in the same process, and those of the values that it asks for their text.
 */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class RecursionIT {

    private static final int EVENTS = 2_000;
    private static final int USERS = 20;
    private static final int BYSTANDERS = 100;
    private static final int EVENTS_OF_A_BYSTANDER = 20;
    private static final long HEAP_GROWTH_BYTES = 24L << 20;

    private final LogbackFixture logback = new LogbackFixture();
    private final java.util.logging.Logger jul = LogManager.getLogManager().getLogger("");
    private final Level julLevel = jul.getLevel();

    @BeforeEach
    void logEverything() {
        OfferCounter.reset();
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        jul.setLevel(Level.ALL);
    }

    @AfterEach
    void close() {
        jul.setLevel(julLevel);
        SLF4JBridgeHandler.uninstall();
        logback.close();
    }

    @Test
    void clientsAndServersOwnRecords_makeNoEvents() {
        configure("key, marker, template");
        logback.emulator.faults(Fault.usualAnswer().delayMillis(100).build());
        Logger log = logback.logger("shop");
        logHalf(log, 0);
        long before = usedHeapBytes();
        logHalf(log, EVENTS / 2);
        assertThat(usedHeapBytes() - before).isLessThan(HEAP_GROWTH_BYTES);
        Stats stats = stop();
        Law.assertAllArrived(EVENTS, stats, logback.emulator);
        assertThat(stats.rejected()).isEmpty();
        assertThat(OfferCounter.loggers()).anyMatch(name -> name.startsWith("okhttp3."));
        assertThat(OfferCounter.loggers()).anyMatch(name -> name.contains("httpserver"));
    }

    /** With the message as the event's name, the mapper asks the framework for the text as well. */
    @Test
    void valuesThatLogThemselves_makeNoEventsOfTheirOwn() {
        configure("message");
        Logger log = logback.logger("shop");
        AtomicLong textsAsked = new AtomicLong();
        for (int n = 0; n < EVENTS; n++) {
            log.info(
                    AMPLITUDE,
                    "Thing {}",
                    new Chatty(logback.logger("nested"), textsAsked),
                    kv("user_id", "user-" + n % USERS),
                    kv("n", n));
        }
        Stats stats = stop();
        Law.assertAllArrived(EVENTS, stats, logback.emulator);
        assertThat(logback.emulator.received())
                .extracting(StoredEvent::eventType)
                .containsOnly("Thing chatty");
        // Up to 1.5.20 Logback itself refuses the inner call before it gets to us.
        boolean isGuardedByLogback = !OfferCounter.loggers().contains("nested");
        assertThat(stats.rejected())
                .isEqualTo(isGuardedByLogback ? Map.of() : Map.of(LogResult.REENTRANT, textsAsked.get()));
    }

    @Test
    void valueThatBlocks_holdsUpNobodyElse() throws Exception {
        configure("key, marker, template");
        Logger log = logback.logger("shop");
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(BYSTANDERS + 1);
        try {
            Future<?> stuck = threads.submit(() -> log.info(
                    AMPLITUDE,
                    "Got Stuck",
                    kv("user_id", "user-stuck"),
                    kv("n", 0),
                    kv("it", new Blocking(blocked, released))));
            blocked.await();
            List<? extends Future<?>> others = IntStream.range(0, BYSTANDERS)
                    .mapToObj(thread -> threads.submit(() -> logAsBystander(log, thread)))
                    .toList();
            for (Future<?> other : others) {
                other.get(60, TimeUnit.SECONDS);
            }
            assertThat(logback.received(BYSTANDERS * EVENTS_OF_A_BYSTANDER)).isNotEmpty();
            assertThat(stuck.isDone()).isFalse();
            released.countDown();
            stuck.get();
        } finally {
            released.countDown();
            threads.shutdown();
        }
        Law.assertAllArrived(BYSTANDERS * EVENTS_OF_A_BYSTANDER + 1, stop(), logback.emulator);
    }

    private void configure(String eventTypeFrom) {
        logback.xml(LogbackFixture.appenderXml(
                        "AMPLITUDE",
                        logback.target() + OfferCounter.xml() + "<eventTypeFrom>" + eventTypeFrom + "</eventTypeFrom>"
                                + "<batch><uploadInterval>20 ms</uploadInterval></batch>"
                                + "<shutdownTimeout>30 seconds</shutdownTimeout>")
                + "<root level=\"TRACE\"><appender-ref ref=\"AMPLITUDE\"/></root>");
    }

    private static void logHalf(Logger log, int from) {
        for (int n = from; n < from + EVENTS / 2; n++) {
            log.info(AMPLITUDE, "Thing Done", kv("user_id", "user-" + n % USERS), kv("n", n));
        }
        AmplitudeAppenders.flushAll(Duration.ofSeconds(30));
    }

    private static void logAsBystander(Logger log, int thread) {
        for (int n = 0; n < EVENTS_OF_A_BYSTANDER; n++) {
            log.info(AMPLITUDE, "Passed By", kv("user_id", "user-" + thread), kv("n", n));
        }
    }

    private Stats stop() {
        AmplitudeAppender appender = logback.appender();
        logback.context.stop();
        return appender.stats();
    }

    /** After collections, so that only what is held counts. */
    private static long usedHeapBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Its text takes two records, one of them tagged, and both with itself among the arguments. */
    private record Chatty(Logger log, AtomicLong asked) {
        @Override
        public String toString() {
            asked.incrementAndGet();
            log.trace("Asked {}", this);
            log.info(AMPLITUDE, "Nested {}", this, kv("user_id", "user-nested"), kv("again", this));
            return "chatty";
        }
    }

    private record Blocking(CountDownLatch blocked, CountDownLatch released) {
        @Override
        public String toString() {
            blocked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "unblocked";
        }
    }
}

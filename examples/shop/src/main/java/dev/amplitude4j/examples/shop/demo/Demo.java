// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.examples.shop.Shop;
import dev.amplitude4j.examples.shop.visit.Visitors;
import dev.amplitude4j.examples.shop.web.ShopServer;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * The shop, its visitors and a local Amplitude in one process. Runs until it is stopped, or for {@code -Ddemo.seconds=N}; then
 * compares what the shop sent with what arrived, and ends with 0 only if they agree.
 *
 * <p>Also: {@code -Ddemo.visitors=N} at the same time (default 40), {@code -Ddemo.seed=N} for the same visits again.
 */
public final class Demo {

    private static final int DEFAULT_VISITORS = 40;
    private static final long REPORT_MILLIS = 3_000;

    /** The emulator keeps every event in memory; long before it has to refuse some, after an hour or so, the demo ends. */
    private static final long MAX_EVENTS = Emulator.DEFAULT_MAX_STORED_EVENTS / 2;

    private final Emulator emulator;
    private final ShopLogging logging;
    private final StopSignal stop;

    private Demo(Emulator emulator, ShopLogging logging, StopSignal stop) {
        this.emulator = emulator;
        this.logging = logging;
        this.stop = stop;
    }

    /** Runs the demo and ends the JVM. */
    public static void main(String[] args) throws IOException, InterruptedException {
        StopSignal stop = StopSignal.install();
        Balance balance;
        try (Emulator emulator = Emulator.start()) {
            balance = new Demo(emulator, ShopLogging.start(emulator.url()), stop).run();
        } finally {
            stop.finished();
        }
        System.exit(balance.holds() ? 0 : 1);
    }

    private Balance run() throws IOException, InterruptedException {
        long seed = setting("demo.seed", new Random().nextInt(1_000_000));
        int crowd = Math.toIntExact(setting("demo.visitors", DEFAULT_VISITORS));
        try (ShopServer shop = Shop.open(0);
                Visitors visitors = Visitors.enter(shop.url(), crowd, seed)) {
            System.out.println("demo: " + crowd + " visitors, seed " + seed);
            tellWhereToLook(shop.url(), emulator.url());
            watch(setting("demo.seconds", 0));
            System.out.println(
                    "demo: closing after " + visitors.finished() + " visits, " + visitors.failed() + " failed");
        }
        logging.stop();
        Balance balance = Balance.of(logging.stats(), emulator);
        System.out.println(balance.line());
        return balance;
    }

    private void watch(long seconds) throws InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long pauseMillis = seconds == 0 ? REPORT_MILLIS : pauseMillisBefore(endNanos);
        while (pauseMillis > 0
                && !stop.isRequestedWithin(pauseMillis)
                && emulator.counts().events() < MAX_EVENTS) {
            System.out.println(Balance.soFar(logging.stats(), emulator).line());
            pauseMillis = seconds == 0 ? REPORT_MILLIS : pauseMillisBefore(endNanos);
        }
    }

    private static long pauseMillisBefore(long endNanos) {
        return Math.min(REPORT_MILLIS, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
    }

    private static void tellWhereToLook(String shopUrl, String emulatorUrl) {
        System.out.println("demo: the shop          " + shopUrl + "/products");
        System.out.println("demo: what logs it      "
                + LoggerFactory.getILoggerFactory().getClass().getName());
        System.out.println("demo: what has arrived  " + emulatorUrl + "/");
        System.out.println("demo: try");
        System.out.println("  curl '" + shopUrl + "/products?query=beans'");
        System.out.println("  curl '" + emulatorUrl + "/api/counts'");
        System.out.println("  curl '" + emulatorUrl + "/api/events?event_type=Order%20Completed&limit=1'");
    }

    private static long setting(String name, long otherwise) {
        String text = System.getProperty(name, "");
        return text.isBlank() ? otherwise : Long.parseLong(text.trim());
    }
}

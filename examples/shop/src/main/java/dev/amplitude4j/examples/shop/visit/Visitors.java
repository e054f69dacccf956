// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.visit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A crowd of constant size in the shop: whoever leaves is followed by somebody new, with a device of their own. A few threads
 * take all the steps, with pauses for thinking in between. Closed by whoever let it in.
 */
public final class Visitors implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int MIN_PAUSE_MILLIS = 100;
    private static final int MAX_PAUSE_MILLIS = 700;
    private static final long PATIENCE_SECONDS = 6;

    /** Makes far apart seeds of numbers in a row, whose first random values would look alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final List<String> TENANTS = List.of("north", "south", "west");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(THREADS, new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final String shopUrl;
    private final long seed;

    private Visitors(String shopUrl, long seed) {
        this.shopUrl = shopUrl;
        this.seed = seed;
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Lets so many visitors in; the same seed makes the same visits. */
    public static Visitors enter(String shopUrl, int crowd, long seed) {
        Visitors visitors = new Visitors(shopUrl, seed);
        for (int i = 0; i < crowd; i++) {
            visitors.letIn();
        }
        return visitors;
    }

    /** Visits that went to their end. */
    public long finished() {
        return finished.get();
    }

    /** Visits that ended because the shop did not answer as it should. */
    public long failed() {
        return failed.get();
    }

    /** Sends everybody home: nobody takes a further step, steps under way are waited for. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letIn() {
        int number = lastNumber.incrementAndGet();
        Random random = new Random(seed ^ number * SPREAD);
        String deviceId = new UUID(random.nextLong(), random.nextLong()).toString();
        String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
        Visit visit = new Visit(number, random, new Browser(http, shopUrl, deviceId, tenant));
        stepAfterPause(visit, random);
    }

    private void stepAfterPause(Visit visit, Random random) {
        int pauseMillis = MIN_PAUSE_MILLIS + random.nextInt(MAX_PAUSE_MILLIS - MIN_PAUSE_MILLIS);
        Future<?> unused = threads.schedule(() -> step(visit, random), pauseMillis, TimeUnit.MILLISECONDS);
    }

    private void step(Visit visit, Random random) {
        try {
            visit.next();
        } catch (IOException | RuntimeException e) {
            failed.incrementAndGet();
            letIn();
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (visit.isOver()) {
            finished.incrementAndGet();
            letIn();
        } else {
            stepAfterPause(visit, random);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.result.LogResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Four threads that log events at an even rate, whatever the client does: the plan's load W is 1,000 events/s. Event
 * {@code n} is logged by thread {@code n % 4}. Started once.
 */
public final class Load {

    /** Begins the names of its threads. */
    static final String THREAD_NAMES = "load-";

    private static final int THREADS = Payloads.LINES;

    private final AmplitudeClient client;
    private final LongFunction<Event> events;
    private final LongConsumer accepted;
    private final Latencies latencies = new Latencies();
    private final Map<LogResult, AtomicLong> results = new EnumMap<>(LogResult.class);
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /** A load on {@code client}; {@code accepted} is told the number of each accepted event, on the thread that logged it. */
    public Load(AmplitudeClient client, LongFunction<Event> events, LongConsumer accepted) {
        this.client = client;
        this.events = events;
        this.accepted = accepted;
        for (LogResult result : LogResult.values()) {
            results.put(result, new AtomicLong());
        }
    }

    /** Logs the events from {@code first} on, {@code count} of them, {@code perSecond} each second. */
    public Load start(long first, long count, int perSecond) {
        long startNanos = System.nanoTime();
        for (int line = 0; line < THREADS; line++) {
            long offset = Math.floorMod(line - first, THREADS);
            threads.add(new Thread(() -> run(startNanos, first, offset, count, perSecond), THREAD_NAMES + line));
        }
        threads.forEach(Thread::start);
        return this;
    }

    /** Ends it early. */
    public void stop() {
        stopped = true;
    }

    /** Waits for its end. */
    public Load await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        return this;
    }

    /** Events offered so far with that result. */
    public long count(LogResult result) {
        return results.get(result).get();
    }

    /** Events offered so far. */
    public long offered() {
        return results.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** How long the calls took. */
    public Latencies latencies() {
        return latencies;
    }

    /** What the calls threw. */
    public List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    private void run(long startNanos, long first, long offset, long count, int perSecond) {
        for (long i = offset; i < count && !stopped; i += THREADS) {
            long dueNanos = startNanos + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
            for (long wait = dueNanos - System.nanoTime(); wait > 0; wait = dueNanos - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            log(first + i);
        }
    }

    private void log(long number) {
        Event event;
        try {
            event = events.apply(number);
        } catch (OutOfMemoryError e) {
            return; // The application's own, before it had anything to log.
        }
        long startNanos = System.nanoTime();
        try {
            LogResult result = client.logEvent(event);
            latencies.add(System.nanoTime() - startNanos);
            results.get(result).incrementAndGet();
            if (result == LogResult.ACCEPTED) {
                accepted.accept(number);
            }
        } catch (Throwable e) {
            thrown.add(e);
        }
    }
}

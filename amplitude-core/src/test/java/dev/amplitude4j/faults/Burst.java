// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.result.LogResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Many threads that log at once, as fast as they can, events that were made before. Each has users of its own. Run once.
 */
public final class Burst {

    private static final int USERS_PER_THREAD = 16;

    private final AmplitudeClient client;
    private final Payloads payloads;
    private final LongConsumer accepted;
    private final Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private final AtomicLong acceptedCount = new AtomicLong();
    private final AtomicLong refusedCount = new AtomicLong();
    private final AtomicLong mostBytes = new AtomicLong();
    private volatile boolean started;
    private final Set<String> waitedFor = new TreeSet<>();
    private long tookNanos;

    /** A burst on {@code client}; {@code accepted} is told the number of each accepted event, after all of a thread's. */
    Burst(AmplitudeClient client, Payloads payloads, LongConsumer accepted) {
        this.client = client;
        this.payloads = payloads;
        this.accepted = accepted;
    }

    Burst run(long first, int events, int threads) throws InterruptedException {
        List<Thread> all = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            List<Event> own = new ArrayList<>();
            for (long i = thread; i < events; i += threads) {
                String user = String.format(Locale.ROOT, "burst-%03d-%02d", thread, own.size() % USERS_PER_THREAD);
                own.add(payloads.event(first + i, user));
            }
            long from = first + thread;
            all.add(new Thread(() -> log(own, from, threads), "burst-" + thread));
        }
        all.forEach(Thread::start);
        long startNanos = System.nanoTime();
        started = true;
        watch(all);
        tookNanos = System.nanoTime() - startNanos;
        return this;
    }

    /** Events that were accepted. */
    long accepted() {
        return acceptedCount.get();
    }

    /** Events that found the queue full. */
    long refused() {
        return refusedCount.get();
    }

    /** What threads were seen to wait for in the middle of their calls, by class. */
    Set<String> waitedFor() {
        return waitedFor;
    }

    /** The most bytes that the client held in memory, of those seen each millisecond. */
    long mostBytes() {
        return mostBytes.get();
    }

    long tookMillis() {
        return tookNanos / 1_000_000;
    }

    List<Throwable> thrown() {
        return List.copyOf(thrown);
    }

    private void watch(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                noteWaiting(threads);
                mostBytes.accumulateAndGet(client.stats().traffic().bytesInMemory(), Math::max);
                thread.join(1);
            }
        }
    }

    private void noteWaiting(List<Thread> threads) {
        long[] ids = threads.stream().mapToLong(Thread::getId).toArray();
        for (ThreadInfo info : ManagementFactory.getThreadMXBean().getThreadInfo(ids)) {
            if (info != null && info.getThreadState() == Thread.State.TIMED_WAITING) {
                waitedFor.add("time to pass");
            } else if (info != null && info.getLockInfo() != null) {
                waitedFor.add(info.getLockInfo().getClassName());
            }
        }
    }

    private void log(List<Event> events, long first, int step) {
        List<Long> taken = new ArrayList<>();
        try {
            while (!started) {
                Thread.onSpinWait(); // a latch would be seen as what they wait for
            }
            long number = first;
            for (Event event : events) {
                LogResult result = client.logEvent(event);
                if (result == LogResult.ACCEPTED) {
                    taken.add(number);
                } else if (result == LogResult.QUEUE_FULL) {
                    refusedCount.incrementAndGet();
                }
                number += step;
            }
        } catch (Throwable e) {
            thrown.add(e);
        }
        acceptedCount.addAndGet(taken.size());
        taken.forEach(accepted::accept);
    }
}

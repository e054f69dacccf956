// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one place where an event changes state. The dispatch thread moves and settles events while it holds the lock, so that
 * whoever holds it sees every event in exactly one place; refusals are counted by any thread.
 */
public final class Ledger {

    /** The generation of events that an earlier life accepted: no flush of this one waits for them. */
    public static final long RECOVERED = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<LogResult, AtomicLong> rejected = new EnumMap<>(LogResult.class);
    private final Map<Counter, LongAdder> counters = new EnumMap<>(Counter.class);
    private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
    private final Map<Integer, Long> requests = new TreeMap<>();
    private final List<Watch> watches = new ArrayList<>();
    private long delivered;
    private long recovered;
    private long recoveredPending;

    /** A ledger of a client that has seen no event. */
    public Ledger() {
        for (LogResult reason : LogResult.values()) {
            rejected.put(reason, new AtomicLong());
        }
        for (Counter counter : Counter.values()) {
            counters.put(counter, new LongAdder());
        }
    }

    /** Holds every event where it is until {@link #unlock}. */
    public void lock() {
        lock.lock();
    }

    /** Lets events move again. */
    public void unlock() {
        lock.unlock();
    }

    /** Counts a refusal; returns how many there were for its reason, this one included. */
    public long reject(LogResult reason) {
        return rejected.get(reason).incrementAndGet();
    }

    /** Adds to a counter outside the equation. Any thread. */
    public void count(Counter counter, long howMany) {
        if (howMany != 0) {
            counters.get(counter).add(howMany);
        }
    }

    /** Counts the end of a request: its status, or 0. Holds the lock. */
    public void answer(int status) {
        requests.merge(status, 1L, Long::sum);
    }

    /** Counts events that an earlier life of the client left on disk. Holds the lock. */
    public void recover(long events) {
        recovered += events;
        recoveredPending += events;
    }

    /** Events that an earlier life left, found so far. Holds the lock. */
    public long recovered() {
        return recovered;
    }

    /** Of these, the ones that are not settled yet. Holds the lock. */
    public long recoveredPending() {
        return recoveredPending;
    }

    /** Settles events of a generation as confirmed. Holds the lock. */
    public void deliver(long generation, int events) {
        delivered += events;
        settle(generation, events, 0);
    }

    /** Settles events of a generation as given up. Holds the lock. */
    public void drop(long generation, DropReason reason, int events) {
        dropped.merge(reason, (long) events, Long::sum);
        settle(generation, 0, events);
    }

    /** Lets a watch follow the {@code pending} events of all generations up to that one. Holds the lock. */
    public void follow(Watch watch, long generation, long pending) {
        watch.begin(generation, pending);
        if (pending == 0) {
            watch.complete(watch.result());
        } else {
            watches.add(watch);
        }
    }

    /** What a watch has seen by now; empty if it does not follow anything yet. */
    public Optional<FlushResult> progress(Watch watch) {
        lock.lock();
        try {
            return watch.begun.isDone() ? Optional.of(watch.result()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Refusals by reason, without the reasons that never occurred. */
    public Map<LogResult, Long> rejected() {
        Map<LogResult, Long> counts = new EnumMap<>(LogResult.class);
        rejected.forEach((reason, count) -> {
            if (count.get() > 0) {
                counts.put(reason, count.get());
            }
        });
        return counts;
    }

    /** Losses by reason, without the reasons that never occurred. Holds the lock. */
    public Map<DropReason, Long> dropped() {
        return new EnumMap<>(dropped);
    }

    /** Ended requests by status. Holds the lock. */
    public Map<Integer, Long> requests() {
        return new TreeMap<>(requests);
    }

    /** Confirmed events. Holds the lock. */
    public long delivered() {
        return delivered;
    }

    /** The counters outside the equation, and what is measured rather than counted. Holds the lock. */
    public Stats.Traffic traffic(Map<Counter, Long> measured) {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        counters.forEach((counter, sum) -> values.put(counter, sum.sum()));
        values.putAll(measured);
        return new Stats.Traffic(values);
    }

    private void settle(long generation, int deliveredEvents, int droppedEvents) {
        if (generation == RECOVERED) {
            recoveredPending -= (long) deliveredEvents + droppedEvents;
        }
        for (int i = watches.size() - 1; i >= 0; i--) {
            Watch watch = watches.get(i);
            if (generation <= watch.generation && watch.settle(deliveredEvents, droppedEvents)) {
                watches.remove(i);
                watch.complete(watch.result());
            }
        }
    }

    /** Follows the events of one flush until all are settled. */
    public static final class Watch extends CompletableFuture<FlushResult> {
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private long generation;
        private long pending;
        private long delivered;
        private long dropped;

        /** Completes when it follows its events. */
        public CompletableFuture<Void> begun() {
            return begun;
        }

        /** The generation up to which it follows events; only once it has begun. */
        public long generation() {
            return generation;
        }

        private void begin(long upToGeneration, long pendingEvents) {
            generation = upToGeneration;
            pending = pendingEvents;
            begun.complete(null);
        }

        private boolean settle(int deliveredEvents, int droppedEvents) {
            delivered += deliveredEvents;
            dropped += droppedEvents;
            pending -= deliveredEvents + droppedEvents;
            return pending == 0;
        }

        private FlushResult result() {
            return new FlushResult(delivered, dropped, pending);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.internal.lifecycle.Patience;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.result.FlushResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Shares clients between appenders, contexts and reloads: equal options (or an equal client name) mean one client. A client
 * that nobody holds lingers for a while, since a reload acquires it again at once; a real stop of its owner closes it within a
 * deadline; the exit of the JVM is the last resort. Thread-safe; no client is closed under the registry's lock.
 */
public final class ClientRegistry {

    private static final ClientRegistry SHARED = new ClientRegistry(Duration.ofSeconds(3));

    /** How often clients are asked to send while their leases are waited for. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Duration linger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, SharedClient> clients = new HashMap<>();
    private final ExitHook exitHook = new ExitHook(this);

    ClientRegistry(Duration linger) {
        this.linger = linger;
    }

    /** The one registry of this class loader. */
    public static ClientRegistry shared() {
        return SHARED;
    }

    /** A lease on the client of those options, which starts when it is used, or by {@link Lease#start}. */
    public Lease acquire(Options options, LeaseOwner owner) {
        String fingerprint = Fingerprint.of(options);
        String key = options.clientName() != null ? "name " + options.clientName() : fingerprint;
        SharedClient shared;
        Lease lease;
        lock.lock();
        try {
            shared = clients.get(key);
            if (shared == null) {
                shared = new SharedClient(key, fingerprint, options, !exitHook.register());
                clients.put(key, shared);
            }
            lease = new Lease(this, shared, owner, options.statusListener());
            shared.add(lease);
        } finally {
            lock.unlock();
        }
        if (!shared.fingerprint().equals(fingerprint)) {
            options.statusListener()
                    .warn("amplitude[" + options.clientName()
                            + "]: a client of that name runs with other delivery options, which stay in force");
        }
        return lease;
    }

    /** Waits for everything that all clients accepted so far to be settled, or for the time to be up. */
    public FlushResult flushAll(Duration timeout) {
        long deadlineNanos = System.nanoTime() + Patience.nanos(timeout);
        long delivered = 0;
        long dropped = 0;
        long pending = 0;
        long stored = 0;
        for (SharedClient shared : started()) {
            FlushResult one = shared.client().flush(leftUntil(deadlineNanos));
            delivered += one.delivered();
            dropped += one.dropped();
            pending += one.pending();
            stored += one.stored();
        }
        return new FlushResult(delivered, dropped, pending, stored);
    }

    /**
     * The owner has stopped for good. Waits for leases that were used and not released yet (an asynchronous parent may still be
     * emptying its queue into an appender), then closes the clients that nobody else holds and flushes the others, all within
     * {@code timeout}.
     */
    public void ownerStopped(LeaseOwner owner, Duration timeout) {
        long deadlineNanos = System.nanoTime() + Patience.nanos(timeout);
        List<SharedClient> held = heldBy(owner);
        sendUntilReleased(held, owner, deadlineNanos);
        for (SharedClient shared : held) {
            if (removeWithout(owner, shared)) {
                shared.shutdown(leftUntil(deadlineNanos));
            } else if (shared.isStarted()) {
                shared.client().flush(leftUntil(deadlineNanos));
            }
            forget(shared, owner);
        }
    }

    /**
     * Lets all clients send at once: a server that does not answer must not use up the time of the others, and a lease that is
     * never released (nobody stops an appender that was attached to a logger by hand) not that of its own client.
     */
    private void sendUntilReleased(List<SharedClient> held, LeaseOwner owner, long deadlineNanos) {
        boolean released = false;
        while (!released && deadlineNanos - System.nanoTime() > 0) {
            long lookNanos = System.nanoTime() + LOOK_NANOS;
            released = await(
                    () -> held.stream().noneMatch(shared -> shared.isUsedBy(owner)),
                    Math.min(lookNanos, deadlineNanos));
            held.forEach(SharedClient::send);
        }
    }

    void release(Lease lease) {
        SharedClient shared = lease.shared();
        lock.lock();
        try {
            if (shared.remove(lease) && !shared.isHeld()) {
                shared.lingerUntil(Lingering.EXECUTOR.schedule(
                        () -> closeUnlessHeld(shared), linger.toNanos(), TimeUnit.NANOSECONDS));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a client out if nobody holds it but {@code owner}, whose leases end whether it released them or not. */
    private boolean removeWithout(LeaseOwner owner, SharedClient shared) {
        lock.lock();
        try {
            shared.removeAllOf(owner);
            return !shared.isHeld() && remove(shared);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the exit hook, which may wait for that owner, go on. */
    private void forget(SharedClient shared, LeaseOwner owner) {
        lock.lock();
        try {
            shared.removeOwner(owner);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a client out, whoever holds it; false if it was out already. */
    boolean remove(SharedClient shared) {
        lock.lock();
        try {
            boolean removed = clients.remove(shared.key(), shared);
            shared.endLinger();
            if (removed && clients.isEmpty()) {
                exitHook.unregister();
            }
            changed.signalAll();
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition holds after some change in the registry; an interrupt does not cut the wait short. */
    private boolean await(BooleanSupplier condition, long deadlineNanos) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                long leftNanos = deadlineNanos - System.nanoTime();
                if (leftNanos <= 0) {
                    return false;
                }
                try {
                    changed.awaitNanos(leftNanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The owners that somebody stops when the JVM exits, by client; none for clients that are not started. */
    Map<SharedClient, List<LeaseOwner>> stoppedAtExit() {
        Map<SharedClient, List<LeaseOwner>> owners = new LinkedHashMap<>();
        lock.lock();
        try {
            for (SharedClient shared : clients.values()) {
                owners.put(shared, shared.isStarted() ? shared.stoppedAtExit() : Collections.emptyList());
            }
        } finally {
            lock.unlock();
        }
        return owners;
    }

    /** Waits until these owners have stopped; false if there is nothing left to close, or they take longer. */
    boolean awaitStop(SharedClient shared, List<LeaseOwner> owners, long deadlineNanos) {
        boolean stopped = await(() -> isOut(shared) || owners.stream().noneMatch(shared::wasHeldBy), deadlineNanos);
        return stopped && !isOut(shared);
    }

    private boolean isOut(SharedClient shared) {
        lock.lock();
        try {
            return clients.get(shared.key()) != shared;
        } finally {
            lock.unlock();
        }
    }

    private List<SharedClient> heldBy(LeaseOwner owner) {
        lock.lock();
        try {
            return clients.values().stream()
                    .filter(shared -> shared.wasHeldBy(owner))
                    .collect(Collectors.toList());
        } finally {
            lock.unlock();
        }
    }

    private List<SharedClient> snapshot() {
        lock.lock();
        try {
            return new ArrayList<>(clients.values());
        } finally {
            lock.unlock();
        }
    }

    private List<SharedClient> started() {
        List<SharedClient> started = snapshot();
        started.removeIf(shared -> !shared.isStarted());
        return started;
    }

    static Duration leftUntil(long deadlineNanos) {
        return Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
    }

    private void closeUnlessHeld(SharedClient shared) {
        if (removeWithout(null, shared)) {
            shared.shutdown(shared.shutdownTimeout());
        }
    }

    /** The thread that closes clients nobody came back for; it exists only while one lingers. */
    private static final class Lingering {
        static final ScheduledThreadPoolExecutor EXECUTOR =
                new ScheduledThreadPoolExecutor(1, AmplitudeThread.factory("amplitude-linger"));

        static {
            EXECUTOR.setKeepAliveTime(1, TimeUnit.SECONDS);
            EXECUTOR.allowCoreThreadTimeOut(true);
            EXECUTOR.setRemoveOnCancelPolicy(true);
        }

        private Lingering() {}
    }
}

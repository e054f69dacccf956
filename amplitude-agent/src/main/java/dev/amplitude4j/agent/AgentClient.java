// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.registry.Lease;
import dev.amplitude4j.registry.LeaseOwner;
import dev.amplitude4j.registry.MeetingPoint;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The agent's client, started by the first event on whatever thread makes it, or by the first appender that joins it: a program
 * without either gets no thread of ours.
 * It lives as long as the JVM; the registry's exit hook delivers what it holds then. Thread-safe.
 */
final class AgentClient implements EventLog, LeaseOwner {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Options options;
    private AgentThread companion;
    private volatile Lease lease;

    AgentClient(Options options) {
        this.options = options;
    }

    /** What begins to run with the first event; set before there can be one. */
    void companion(AgentThread thread) {
        companion = thread;
    }

    /** Lets appenders of the application whose events go the same way use this client. */
    void meet() {
        Bridge.HUB.put(MeetingPoint.NAME, MeetingPoint.offer(options, new Start()));
    }

    @Override
    public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
        Lease held = lease;
        if (held == null) {
            if (!companion.begin()) {
                return LogResult.FILTERED; // stopped before the first event: no client for it
            }
            held = start();
        }
        return held.client().logEvent(source, writer);
    }

    @Override
    public boolean isStoppedAtExit() {
        return false;
    }

    /** The counters; none before the first event. */
    Stats stats() {
        Lease held = lease;
        return held == null ? Stats.none() : held.stats();
    }

    /** Waits until the registry's exit hook has delivered what there is, for the shutdown timeout at most. */
    void awaitEnd() {
        long endNanos = System.nanoTime() + options.shutdownTimeout().toNanos();
        Lease held = lease;
        while (held != null && System.nanoTime() - endNanos < 0) {
            if (held.client().isClosed() && held.stats().pending() == 0) {
                return;
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private synchronized Lease start() {
        if (lease == null) {
            lease = AccessController.doPrivileged(new Acquire());
            companion.begin();
        }
        return lease;
    }

    /** No lambda, since it is made before the {@code main} of the application. */
    private final class Start implements Runnable {
        @Override
        public void run() {
            start();
        }
    }

    /**
     * Makes the client's threads as ours alone: a thread remembers the classes on whose behalf it was made, up to JDK 23, and
     * would keep the application whose event came first.
     */
    private final class Acquire implements PrivilegedAction<Lease> {
        @Override
        public Lease run() {
            Lease acquired = ClientRegistry.shared().acquire(options, AgentClient.this);
            acquired.client(); // starts it
            return acquired;
        }
    }
}

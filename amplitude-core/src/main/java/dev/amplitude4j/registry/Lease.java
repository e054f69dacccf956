// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;

/**
 * The right to use a shared client until it is released. Held by one appender from its start to its stop. Thread-safe.
 */
public final class Lease implements EventLog {

    private final ClientRegistry registry;
    private final SharedClient shared;
    private final LeaseOwner owner;
    private final StatusListener listener;
    private volatile boolean used;

    Lease(ClientRegistry registry, SharedClient shared, LeaseOwner owner, StatusListener listener) {
        this.registry = registry;
        this.shared = shared;
        this.owner = owner;
        this.listener = listener;
    }

    /** Starts the client at once, lest the first event wait for that. */
    public void start() {
        shared.client();
    }

    /** The client, started if nobody has yet; closed ones refuse and count. */
    public AmplitudeClient client() {
        if (!used) {
            used = true;
        }
        return shared.client();
    }

    /** Logs through the client, see {@link #client}. */
    @Override
    public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
        return client().logEvent(source, writer);
    }

    /** The client's counters, also after it is given back or closed. */
    public Stats stats() {
        return shared.stats();
    }

    /** Gives the client back, at once; the last one to do so lets it linger, then close. Later calls do nothing. */
    public void release() {
        registry.release(this);
    }

    SharedClient shared() {
        return shared;
    }

    LeaseOwner owner() {
        return owner;
    }

    StatusListener listener() {
        return listener;
    }

    /** Whether anything was logged through it: an appender that nobody refers to is started by some versions of Logback. */
    boolean isUsed() {
        return used;
    }
}

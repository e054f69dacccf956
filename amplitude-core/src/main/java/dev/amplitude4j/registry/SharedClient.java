// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * One client, those who hold it, and those who ever did. Its leases are guarded by the registry; it speaks through the
 * listeners of whoever holds it, or of whoever did last.
 */
final class SharedClient implements StatusListener {

    private final String key;
    private final String fingerprint;
    private final Duration shutdownTimeout;
    private final List<Lease> leases = new CopyOnWriteArrayList<>();
    private final Set<LeaseOwner> owners = Collections.newSetFromMap(new WeakHashMap<>());
    private final Options options;
    private boolean tooLate;
    private volatile StatusListener lastListener;

    /** Null until somebody has a use for it. */
    private volatile AmplitudeClient client;

    private Future<?> lingerEnd;

    /**
     * @param tooLate whether the JVM is going down, so that nobody would close the client: it then refuses and counts
     */
    SharedClient(String key, String fingerprint, Options options, boolean tooLate) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.shutdownTimeout = options.shutdownTimeout();
        this.options = options;
        this.tooLate = tooLate;
        this.lastListener = options.statusListener();
    }

    String key() {
        return key;
    }

    String fingerprint() {
        return fingerprint;
    }

    Duration shutdownTimeout() {
        return shutdownTimeout;
    }

    /** Starts it if nobody has yet. */
    AmplitudeClient client() {
        AmplitudeClient started = client;
        return started == null ? start() : started;
    }

    boolean isStarted() {
        return client != null;
    }

    private synchronized AmplitudeClient start() {
        if (client == null) {
            Options ours = options.withStatusListener(this);
            AmplitudeClient started = MeetingPoint.join(ours).orElseGet(() -> AmplitudeClient.start(ours));
            if (tooLate) {
                started.shutdown(Duration.ZERO);
            }
            client = started;
        }
        return client;
    }

    /** Lets it send what it holds, and does not wait for that. */
    void send() {
        AmplitudeClient started = client;
        if (started != null) {
            started.flush(Duration.ZERO);
        }
    }

    /** Closes it; one that is not started yet refuses from now on, and counts. */
    void shutdown(Duration timeout) {
        synchronized (this) {
            tooLate = true;
        }
        AmplitudeClient started = client;
        if (started != null) {
            started.shutdown(timeout);
        }
    }

    Stats stats() {
        AmplitudeClient started = client;
        return started == null ? Stats.none() : started.stats();
    }

    /** Remembers what will close it unless it is acquired before. */
    void lingerUntil(Future<?> end) {
        endLinger();
        lingerEnd = end;
    }

    void endLinger() {
        if (lingerEnd != null) {
            lingerEnd.cancel(false);
            lingerEnd = null;
        }
    }

    void add(Lease lease) {
        endLinger();
        leases.add(lease);
        owners.add(lease.owner());
        lastListener = lease.listener();
    }

    boolean remove(Lease lease) {
        return leases.remove(lease);
    }

    boolean isHeld() {
        return !leases.isEmpty();
    }

    void removeAllOf(LeaseOwner owner) {
        leases.removeIf(lease -> lease.owner() == owner);
    }

    boolean isUsedBy(LeaseOwner owner) {
        return leases.stream().anyMatch(lease -> lease.owner() == owner && lease.isUsed());
    }

    boolean wasHeldBy(LeaseOwner owner) {
        return owners.contains(owner);
    }

    /** The owners that somebody stops when the JVM exits. */
    List<LeaseOwner> stoppedAtExit() {
        return owners.stream().filter(LeaseOwner::isStoppedAtExit).collect(Collectors.toList());
    }

    /** Forgets an owner that has stopped for good; false if it was none, or is forgotten already. */
    boolean removeOwner(LeaseOwner owner) {
        return owners.remove(owner);
    }

    @Override
    public void warn(String message) {
        listener().warn(message);
    }

    @Override
    public void info(String message) {
        listener().info(message);
    }

    /** One voice is enough: two appenders of one context share a status channel. */
    private StatusListener listener() {
        for (Lease lease : leases) {
            return lease.listener();
        }
        return lastListener;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.StatusListener;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

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
    private volatile StatusListener lastListener;
    private final AmplitudeClient client;
    private Future<?> lingerEnd;

    SharedClient(String key, String fingerprint, Options options) {
        this.key = key;
        this.fingerprint = fingerprint;
        this.shutdownTimeout = options.shutdownTimeout();
        this.lastListener = options.statusListener();
        this.client = AmplitudeClient.start(options.withStatusListener(this));
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

    AmplitudeClient client() {
        return client;
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

    boolean isStoppedByAnOwner() {
        return owners.stream().anyMatch(LeaseOwner::isStoppedAtExit);
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

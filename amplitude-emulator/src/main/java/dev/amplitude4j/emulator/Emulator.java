// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.fault.FaultPlan;
import dev.amplitude4j.emulator.http.HttpEdge;
import dev.amplitude4j.emulator.http.SelfSignedTls;
import dev.amplitude4j.emulator.http.Site;
import dev.amplitude4j.emulator.judge.EndpointRules;
import dev.amplitude4j.emulator.judge.Judge;
import dev.amplitude4j.emulator.judge.Rules;
import dev.amplitude4j.emulator.store.Counts;
import dev.amplitude4j.emulator.store.EventStore;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import dev.amplitude4j.emulator.store.RequestLog;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * A local Amplitude: answers {@code POST /2/httpapi} and {@code POST /batch} by the real service's rules and shows what
 * it received. Started by a test; any thread may ask it. It listens on 127.0.0.1 only.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.start()) {
 *     // let a client send to emulator.url() + "/2/httpapi"
 *     emulator.received();
 * }
 * }</pre>
 */
public final class Emulator implements AutoCloseable {

    /** Default of {@link Builder#maxStoredEvents(int)}: {@value}. */
    public static final int DEFAULT_MAX_STORED_EVENTS = 1_000_000;

    private final EventStore store;
    private final RequestLog requests = new RequestLog();
    private final FaultPlan faults = new FaultPlan();
    private final InstantSource clock;
    private final Judge judge;
    private final SelfSignedTls tls;
    private final HttpEdge edge;

    private Emulator(Builder builder) throws IOException {
        clock = builder.clock;
        store = new EventStore(builder.maxStoredEvents, builder.maxStoredBytes, builder.deduplicatingByEventId);
        judge = new Judge(new Rules(builder.endpoints, builder.acceptedKeys, builder.silencedDevices), store);
        tls = builder.tls ? SelfSignedTls.create() : null;
        Site site = new Site(judge, store, requests, faults, clock, this::reset, builder.allowedHosts);
        edge = HttpEdge.open(builder.port, tls == null ? null : tls.serverContext(), site);
    }

    /** Starts an emulator with Amplitude's documented limits on a free port, plain HTTP. */
    public static Emulator start() {
        return builder().start();
    }

    /** Starts with Amplitude's documented limits, to be changed before {@link Builder#start()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where it listens, such as {@code http://127.0.0.1:41234}: no path, no slash at the end. */
    public String url() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return edge.port();
    }

    /** The events ingested, in arrival order and without duplicates: a copy. */
    public List<StoredEvent> received() {
        return store.all();
    }

    /** Totals since start or reset. */
    public Counts counts() {
        return requests.counts(store.size(), store.duplicates());
    }

    /** The latest requests to ingest paths in the order in which they were judged: a copy. */
    public List<ReceivedRequest> requests() {
        return requests.all();
    }

    /** Those of {@link #requests()} whose events were not taken, each with the reason in words. */
    public List<ReceivedRequest> rejected() {
        return requests.all().stream().filter(ReceivedRequest::isRejected).toList();
    }

    /** The stored user properties of a user id; empty if there are none. */
    public ObjectNode userProperties(String userId) {
        return store.userProperties(userId);
    }

    /** The stored user properties of a device that sent them without a user id; empty if there are none. */
    public ObjectNode deviceProperties(String deviceId) {
        return store.deviceProperties(deviceId);
    }

    /** The stored properties of a group; empty if there are none. */
    public ObjectNode groupProperties(String type, String name) {
        return store.groupProperties(type, name);
    }

    /** Puts these faults in force from now on, instead of those before; none at all ends them. */
    public void faults(Fault... plan) {
        faults(List.of(plan));
    }

    /** Puts these faults in force from now on, instead of those before; none at all ends them. */
    public void faults(List<Fault> plan) {
        faults.set(plan, clock.millis());
    }

    /** The faults set last, whether or not they are used up. */
    public List<Fault> faults() {
        return faults.faults();
    }

    /** Forgets everything: events, requests, counts, properties, rates, quotas and faults. */
    public void reset() {
        faults(List.of());
        judge.reset();
        store.reset();
        requests.reset();
    }

    /** The self-signed certificate that clients must trust; null without {@link Builder#tls(boolean)}. */
    public X509Certificate certificate() {
        return tls == null ? null : tls.certificate();
    }

    /** A context for clients that trusts this emulator and nothing else; null without {@link Builder#tls(boolean)}. */
    public SSLContext clientSslContext() {
        return tls == null ? null : tls.clientContext();
    }

    /** Closes the socket and all connections; what was received can still be asked for. */
    @Override
    public void close() {
        edge.close();
    }

    /** Collects how an emulator is to judge. Not thread-safe. */
    public static final class Builder {

        private final Map<String, EndpointRules> endpoints = new HashMap<>();
        private final Set<String> acceptedKeys = new HashSet<>();
        private final Set<String> silencedDevices = new HashSet<>();
        private final Set<String> allowedHosts = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
        private int port;
        private boolean tls;
        private int maxStoredEvents = DEFAULT_MAX_STORED_EVENTS;
        private boolean deduplicatingByEventId;
        private long maxStoredBytes = Runtime.getRuntime().maxMemory() / 2;
        private InstantSource clock = InstantSource.system();

        private Builder() {
            endpoints.put(EndpointRules.HTTP_V2, EndpointRules.httpV2());
            endpoints.put(EndpointRules.BATCH, EndpointRules.batch());
        }

        /** Listens on this port; default 0, any free one. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** Whether it speaks HTTPS, with a certificate made at start; default false. */
        public Builder tls(boolean https) {
            tls = https;
            return this;
        }

        /** Accepts this API key, and of others only those named likewise; default: any of 32 hexadecimal digits. */
        public Builder accept(String apiKey) {
            acceptedKeys.add(apiKey);
            return this;
        }

        /** Refuses the events of this device as silenced. */
        public Builder silence(String deviceId) {
            silencedDevices.add(deviceId);
            return this;
        }

        /** Accepts this name in the {@code Host} header beside the loopback names, without a port. */
        public Builder allowHost(String name) {
            allowedHosts.add(name);
            return this;
        }

        /** Changes the limits of {@code /2/httpapi}, such as {@code httpV2(r -> r.withEventsPerSecond(0))}. */
        public Builder httpV2(UnaryOperator<EndpointRules> change) {
            endpoints.computeIfPresent(EndpointRules.HTTP_V2, (path, rules) -> change.apply(rules));
            return this;
        }

        /** Changes the limits of {@code /batch}, such as {@code batch(r -> r.withDailyQuota(100))}. */
        public Builder batch(UnaryOperator<EndpointRules> change) {
            endpoints.computeIfPresent(EndpointRules.BATCH, (path, rules) -> change.apply(rules));
            return this;
        }

        /** Switches off the limits of events per second, of identities and of projects, and the daily quotas. */
        public Builder withoutRateLimits() {
            UnaryOperator<EndpointRules> off =
                    r -> r.withEventsPerSecond(0).withProjectEventsPerSecond(0).withDailyQuota(0);
            return httpV2(off).batch(off);
        }

        /**
         * Holds so many events, default {@value Emulator#DEFAULT_MAX_STORED_EVENTS}; requests that would exceed it are
         * answered 503.
         */
        public Builder maxStoredEvents(int events) {
            maxStoredEvents = events;
            return this;
        }

        /** Holds so many bytes of events, by estimate, default half of the heap; more is answered 503. */
        public Builder maxStoredBytes(long bytes) {
            maxStoredBytes = bytes;
            return this;
        }

        /** Whether a device's events with the same event_id and time are duplicates too; default false. */
        public Builder deduplicateByEventId(boolean both) {
            deduplicatingByEventId = both;
            return this;
        }

        /** Takes the time from here; default: the system's clock. Delays of faults are real time nevertheless. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /** Starts listening; throws {@link UncheckedIOException} if the port is taken. */
        public Emulator start() {
            try {
                return new Emulator(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.event.Identify;
import dev.amplitude4j.event.Revenue;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.ObjectPool;
import dev.amplitude4j.internal.encode.EventDefaults;
import dev.amplitude4j.internal.encode.EventEncoder;
import dev.amplitude4j.internal.lifecycle.Callbacks;
import dev.amplitude4j.internal.lifecycle.Intake;
import dev.amplitude4j.internal.lifecycle.Rejections;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.Settings;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Sends events to Amplitude in the background. Started by {@link Builder#build}, ended by {@link #close}; what it accepted
 * meanwhile is delivered, or counted as dropped with a reason. Thread-safe.
 *
 * <p>Logging never waits (unless {@code maxBlock} says so), never throws, and does no I/O: an event is encoded on the calling
 * thread and handed to one daemon thread. This class is the roof: with {@link OwnDelivery} it alone reads the options and
 * wires the rooms.
 */
public final class AmplitudeClient implements EventLog, AutoCloseable {

    private static final int AMPLITUDE_MIN_ID_LENGTH = 5;
    private static final EventWriter<Event> WHOLE_EVENT = Event::writeTo;

    private final Options options;
    private final Delivery delivery;
    private final Intake intake;
    private volatile boolean optOut;

    private AmplitudeClient(Options options, Ledger ledger, Rejections rejections, Delivery delivery) {
        this.options = options;
        this.optOut = options.optOut();
        this.delivery = delivery;
        this.intake = new Intake(
                delivery.admission(),
                new ObjectPool<>(() -> encoder(options)),
                options.plugins(),
                rejections,
                ledger,
                Clock.SYSTEM);
    }

    /** A builder with the defaults; {@code apiKey} is the project's API key. */
    public static Builder builder(String apiKey) {
        return new Builder(apiKey);
    }

    /** A started client with those options. */
    public static AmplitudeClient start(Options options) {
        Ledger ledger = new Ledger();
        Diagnostics diagnostics = diagnostics(options);
        Callbacks callbacks = new Callbacks(options.uploadDelegate(), diagnostics, Clock.SYSTEM);
        Delivery own = new OwnDelivery(options, ledger, callbacks, diagnostics);
        return new AmplitudeClient(options, ledger, new Rejections(ledger, callbacks, diagnostics), own);
    }

    /**
     * A client that encodes with those options and hands its events to the client behind {@code port}, which delivers them in
     * its own way. For front ends that meet another copy of this library in their JVM.
     *
     * @param port what {@link #port} of the other client gave
     * @param release runs once, when this client is closed and hands over no more events
     * @throws ClassCastException if the port is not one of this version
     * @throws NullPointerException if the port lacks a function
     */
    public static AmplitudeClient join(Options options, Map<String, Object> port, Runnable release) {
        Ledger ledger = new Ledger();
        Diagnostics diagnostics = diagnostics(options);
        Callbacks callbacks = new Callbacks(null, diagnostics, Clock.SYSTEM);
        diagnostics.info("hands its events to the client of the agent in this JVM, whose settings for queue, batches,"
                + " retries and timeouts are in force, and whose log tells of its uploads");
        Delivery joined = new JoinedDelivery(new ClientPort(port), ledger, callbacks, release);
        return new AmplitudeClient(options, ledger, new Rejections(ledger, callbacks, diagnostics), joined);
    }

    /**
     * The way into this client for {@link #join} of another copy of this library, of whatever version: functions by name, with
     * types of the JDK alone. It stays open until this client is closed.
     */
    public Map<String, Object> port() {
        return ClientPort.functions(delivery, options.maxEventBytes());
    }

    /** Logs an event. Null is refused as {@code INVALID}. */
    public LogResult logEvent(Event event) {
        return logEvent(event, WHOLE_EVENT);
    }

    @Override
    public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
        return optOut ? intake.reject(LogResult.OPTED_OUT) : intake.log(source, writer);
    }

    /** Changes properties of a user. Without changes it is refused as {@code INVALID}. */
    public LogResult identify(String userId, Identify changes) {
        return logMade(() -> Event.identify(changes).userId(userId).build());
    }

    /** Changes properties of a group. Without changes or a type it is refused as {@code INVALID}. */
    public LogResult groupIdentify(String groupType, String groupName, Identify changes) {
        return logMade(() -> Event.groupIdentify(groupType, groupName, changes).build());
    }

    /** Makes a user a member of a group. Without a type it is refused as {@code INVALID}. */
    public LogResult setGroup(String userId, String groupType, String groupName) {
        return logMade(() -> Event.setGroup(groupType, groupName).userId(userId).build());
    }

    /** Logs a purchase or refund of a user. Null is refused as {@code INVALID}. */
    public LogResult revenue(String userId, Revenue revenue) {
        return logMade(() -> Event.revenue(revenue).userId(userId).build());
    }

    /** Refuses an event that cannot even be made, as one that cannot be sent: a caller sees no exception. */
    private LogResult logMade(Supplier<Event> made) {
        Event event;
        try {
            event = made.get();
        } catch (IllegalArgumentException incomplete) {
            event = null;
        }
        return logEvent(event);
    }

    /** Stops or resumes taking events; what was accepted before is still delivered. */
    public void setOptOut(boolean out) {
        optOut = out;
    }

    /** Whether events are refused as {@code OPTED_OUT}. */
    public boolean isOptOut() {
        return optOut;
    }

    /** Sends what was accepted so far without waiting for the upload interval; completes when all of it is settled. */
    public CompletableFuture<FlushResult> flush() {
        return delivery.flush();
    }

    /**
     * Sends what was accepted before the call, and waits until all of it is settled or the time is up. An interrupt does not
     * cut the wait short.
     */
    public FlushResult flush(Duration timeout) {
        return delivery.flush(timeout);
    }

    /**
     * Waits until what was accepted before the call is delivered or survives the loss of power, or the time is up: {@link
     * FlushResult#isSafe} tells. Without a spool it waits for the delivery. An interrupt does not cut the wait short.
     */
    public FlushResult flushToDisk(Duration timeout) {
        return delivery.flushToDisk(timeout);
    }

    /**
     * Refuses new events, delivers what it can within nine tenths of the time, drops the rest, counted, and ends; with a spool,
     * delivers for half of the time and leaves the rest on disk. Returns within {@code timeout} and a quarter of a second. Only
     * the first call does it; later ones wait for it.
     */
    public FlushResult shutdown(Duration timeout) {
        return delivery.shutdown(timeout);
    }

    /** {@link #shutdown} within the configured {@code shutdownTimeout}. */
    @Override
    public void close() {
        shutdown(options.shutdownTimeout());
    }

    /** Whether a shutdown has begun. */
    public boolean isClosed() {
        return delivery.isClosed();
    }

    /** A consistent snapshot of the counters. */
    public Stats stats() {
        return delivery.stats();
    }

    /** Tells where the client sends, never its key. */
    @Override
    public String toString() {
        return "AmplitudeClient[" + options.uploadUrl() + "]";
    }

    private static Diagnostics diagnostics(Options options) {
        String name = options.clientName() != null ? options.clientName() : "default";
        return new Diagnostics(name, options.statusListener(), Clock.SYSTEM);
    }

    private static EventEncoder encoder(Options options) {
        int minIdLength = options.minIdLength() == 0 ? AMPLITUDE_MIN_ID_LENGTH : options.minIdLength();
        EventDefaults defaults = new EventDefaults(
                LibraryVersion.TEXT, options.plan(), options.ingestionMetadata(), options.partnerId());
        return new EventEncoder(minIdLength, options.maxEventBytes(), options.callToString(), defaults);
    }

    /** Collects settings and starts the client. Not thread-safe. */
    public static final class Builder extends Settings<Builder> {
        private Builder(String apiKey) {
            super(apiKey);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Starts a client; nothing is connected to before the first events leave.
         *
         * @throws IllegalArgumentException naming the first setting that cannot be, its bound, and what was seen
         */
        public AmplitudeClient build() {
            return start(toOptions());
        }
    }
}

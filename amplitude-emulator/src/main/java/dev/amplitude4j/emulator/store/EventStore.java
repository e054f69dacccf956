// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Holds the ingested events in arrival order, without duplicates, and the properties they set. Any thread. */
public final class EventStore {

    /** What an event costs beside its JSON: the object, its strings, its place among the insert ids. */
    private static final int OVERHEAD_BYTES = 500;

    private final int maxEvents;
    private final long maxBytes;
    private final List<StoredEvent> events = new ArrayList<>();
    private final Deduplication deduplication;
    private final Properties properties = new Properties();
    private long bytes;
    private long duplicates;

    /**
     * An empty store.
     *
     * @param maxEvents most events it holds
     * @param maxBytes most bytes of memory they take, by estimate
     * @param deduplicatingByEventId whether a device's events with the same event_id and time are duplicates too
     */
    public EventStore(int maxEvents, long maxBytes, boolean deduplicatingByEventId) {
        this.deduplication = new Deduplication(deduplicatingByEventId);
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Whether so many more events fit, which have so many bytes of JSON together. */
    public synchronized boolean hasRoomFor(int more, long jsonBytes) {
        long overhead = (events.size() + (long) more) * OVERHEAD_BYTES;
        return events.size() + (long) more <= maxEvents && bytes + jsonBytes + overhead <= maxBytes;
    }

    /** What it holds and may hold, in words. */
    public synchronized String bounds() {
        long used = bytes + (long) events.size() * OVERHEAD_BYTES;
        return "the event store holds " + events.size() + " of " + maxEvents + " events in " + used + " of " + maxBytes
                + " bytes; reset it or raise the limit";
    }

    /** Takes the events of one request of a project, leaving out those that were seen before. */
    public synchronized void add(String apiKey, List<StoredEvent> arrived) {
        for (StoredEvent event : arrived) {
            if (deduplication.isNew(apiKey, event)) {
                events.add(event);
                bytes += event.jsonBytes();
                properties.apply(event);
            } else {
                duplicates++;
            }
        }
    }

    /** All events in arrival order: a copy. */
    public synchronized List<StoredEvent> all() {
        return List.copyOf(events);
    }

    /** How many events it holds. */
    public synchronized int size() {
        return events.size();
    }

    /** How many events were ignored as duplicates. */
    public synchronized long duplicates() {
        return duplicates;
    }

    /** The stored properties of a user, empty if there are none: a copy. */
    public synchronized ObjectNode userProperties(String userId) {
        return properties.ofUser(userId);
    }

    /** The stored properties of a device that has no user, empty if there are none: a copy. */
    public synchronized ObjectNode deviceProperties(String deviceId) {
        return properties.ofDevice(deviceId);
    }

    /** The stored properties of a group, empty if there are none: a copy. */
    public synchronized ObjectNode groupProperties(String type, String name) {
        return properties.ofGroup(type, name);
    }

    /** Forgets everything. */
    public synchronized void reset() {
        events.clear();
        deduplication.clear();
        properties.clear();
        bytes = 0;
        duplicates = 0;
    }
}

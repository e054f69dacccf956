// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** An event that the emulator ingested: its JSON as sent, with over-long strings cut. Immutable, any thread. */
public final class StoredEvent {

    private static final ObjectReader READER = new ObjectMapper().reader();

    private final long requestNumber;
    private final long receivedAtMillis;
    private final long eventTimeMillis;
    private final String eventType;
    private final String userId;
    private final String deviceId;
    private final String insertId;
    private final boolean carryingProperties;
    private final byte[] json;

    /** Takes the JSON's bytes without copying them. */
    public StoredEvent(
            long requestNumber,
            long receivedAtMillis,
            long eventTimeMillis,
            String eventType,
            String userId,
            String deviceId,
            String insertId,
            boolean carryingProperties,
            byte[] json) {
        this.requestNumber = requestNumber;
        this.receivedAtMillis = receivedAtMillis;
        this.eventTimeMillis = eventTimeMillis;
        this.eventType = eventType;
        this.userId = userId;
        this.deviceId = deviceId;
        this.insertId = insertId;
        this.carryingProperties = carryingProperties;
        this.json = json;
    }

    /** Number of the request that brought it, as in {@link ReceivedRequest#number()}. */
    public long requestNumber() {
        return requestNumber;
    }

    /** The emulator's time at arrival, in ms since the epoch. */
    public long receivedAtMillis() {
        return receivedAtMillis;
    }

    /** The event's own {@code time}, moved if the client's clock is over a minute off; arrival time if it had none. */
    public long eventTimeMillis() {
        return eventTimeMillis;
    }

    /** The {@code event_type}, never null. */
    public String eventType() {
        return eventType;
    }

    /** The {@code user_id} as sent, or null. */
    public String userId() {
        return userId;
    }

    /** The {@code device_id} as sent, or null. */
    public String deviceId() {
        return deviceId;
    }

    /** The {@code insert_id}, or null. */
    public String insertId() {
        return insertId;
    }

    /** Whether it may change stored properties; asked before its JSON is parsed. */
    boolean isCarryingProperties() {
        return carryingProperties;
    }

    int jsonBytes() {
        return json.length;
    }

    /** The event's JSON text. */
    public String json() {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** The event's JSON, parsed anew at each call. */
    public JsonNode node() {
        try {
            return READER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return json();
    }
}

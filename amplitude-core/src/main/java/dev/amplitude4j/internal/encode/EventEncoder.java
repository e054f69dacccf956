// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.internal.json.JsonWriter;
import dev.amplitude4j.result.LogResult;

/**
 * Writes one event after the other as JSON into a buffer that is used again. Held in a small pool by the client; one thread
 * at a time calls {@link #start}, the methods of {@link EventSink}, {@link #finish} (or {@link #discard}), and then reads the
 * result.
 *
 * <p>The JSON begins with the identity, {@code device_id} and then {@code user_id} as far as given, then come
 * {@code event_type}, {@code time}, {@code event_id}, {@code insert_id}, all other fields, and the property sections. What is
 * absent is left out; there are no nulls and no empty objects.
 *
 * <p>Longer than 300 lines because it has a method for every part of an event.
 */
public final class EventEncoder implements EventSink {

    private static final int INITIAL_BYTES = 1_024;

    private static final byte[] DEVICE_ID = JsonWriter.encodedName("device_id");
    private static final byte[] USER_ID = JsonWriter.encodedName("user_id");
    private static final byte[] EVENT_TYPE = JsonWriter.encodedName("event_type");
    private static final byte[] TIME = JsonWriter.encodedName("time");
    private static final byte[] EVENT_ID = JsonWriter.encodedName("event_id");
    private static final byte[] INSERT_ID = JsonWriter.encodedName("insert_id");
    private static final byte[] SESSION_ID = JsonWriter.encodedName("session_id");
    private static final byte[] EVENT_PROPERTIES = JsonWriter.encodedName("event_properties");
    private static final byte[] USER_PROPERTIES = JsonWriter.encodedName("user_properties");
    private static final byte[] GROUPS = JsonWriter.encodedName("groups");
    private static final byte[] GROUP_PROPERTIES = JsonWriter.encodedName("group_properties");

    private static final int EVENT_SCOPE = 0;
    private static final int GROUP_SCOPE = 1;
    private static final int USER_SCOPES = 2;
    private static final int GROUP_PROPERTY_SCOPES = USER_SCOPES + OperationSections.SCOPES;
    private static final int LAST_SCOPE = GROUP_PROPERTY_SCOPES + OperationSections.SCOPES;

    private final Validator validator;
    private final String tooLarge;
    private final InsertIds insertIds = new InsertIds();
    private final Budget budget;
    private final PropertyNames names;
    private final ValueEncoder values;
    private final FieldSection fields;
    private final PropertySection properties;
    private final OperationSections userProperties;
    private final GroupSection groups;
    private final OperationSections groupProperties;
    private final JsonWriter json;

    private boolean begun;
    private String eventType;
    private String userId;
    private String deviceId;
    private String insertId;
    private boolean hasTime;
    private long timeMillis;
    private boolean hasSession;
    private long sessionMillis;
    private int identityHash;
    private String problem;

    /** An encoder with the numbers of one client; {@code minIdLength} in UTF-16 units. */
    public EventEncoder(int minIdLength, int maxEventBytes, boolean toStringAllowed, EventDefaults defaults) {
        validator = new Validator(new IdRules(minIdLength));
        tooLarge = "the event is larger than maxEventBytes=" + maxEventBytes + "; send fewer or shorter properties";
        budget = new Budget(maxEventBytes);
        names = new PropertyNames(budget);
        values = new ValueEncoder(budget, names, toStringAllowed);
        fields = new FieldSection(maxEventBytes, budget, values, defaults);
        properties = new PropertySection(EVENT_SCOPE, maxEventBytes, budget, names, values);
        groups = new GroupSection(GROUP_SCOPE, maxEventBytes, budget, names, values);
        userProperties = new OperationSections(USER_SCOPES, maxEventBytes, budget, names, values);
        groupProperties = new OperationSections(GROUP_PROPERTY_SCOPES, maxEventBytes, budget, names, values);
        json = new JsonWriter(INITIAL_BYTES, maxEventBytes);
    }

    /** Begins an event; whatever was left of the last one is gone. {@code filter} decides on every property's name. */
    public void start(NameFilter filter) {
        if (begun) {
            clearParts();
        }
        begun = true;
        json.reset(Integer.MAX_VALUE);
        budget.reset();
        names.start(filter, LAST_SCOPE);
        problem = null;
        identityHash = 0;
    }

    @Override
    public EventEncoder eventType(String eventType) {
        this.eventType = this.eventType != null ? this.eventType : eventType;
        return this;
    }

    @Override
    public EventEncoder userId(String userId) {
        this.userId = this.userId != null ? this.userId : userId;
        return this;
    }

    @Override
    public EventEncoder deviceId(String deviceId) {
        this.deviceId = this.deviceId != null ? this.deviceId : deviceId;
        return this;
    }

    @Override
    public EventEncoder time(long epochMillis) {
        timeMillis = hasTime ? timeMillis : epochMillis;
        hasTime = true;
        return this;
    }

    @Override
    public EventEncoder sessionId(long epochMillis) {
        sessionMillis = hasSession ? sessionMillis : epochMillis;
        hasSession = true;
        return this;
    }

    @Override
    public EventEncoder insertId(String insertId) {
        this.insertId = this.insertId != null ? this.insertId : insertId;
        return this;
    }

    @Override
    public EventEncoder field(EventField field, Object value) {
        fields.put(field, value);
        return this;
    }

    @Override
    public EventEncoder property(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    @Override
    public EventEncoder property(String name, long value) {
        properties.put(name, value);
        return this;
    }

    @Override
    public EventEncoder property(String name, double value) {
        properties.put(name, value);
        return this;
    }

    @Override
    public EventEncoder property(String name, boolean value) {
        properties.put(name, value);
        return this;
    }

    @Override
    public EventEncoder userProperty(PropertyOperation operation, String name, Object value) {
        userProperties.put(operation, name, value);
        return this;
    }

    @Override
    public EventEncoder group(String type, Object nameOrNames) {
        groups.put(type, nameOrNames);
        return this;
    }

    @Override
    public EventEncoder groupProperty(PropertyOperation operation, String name, Object value) {
        groupProperties.put(operation, name, value);
        return this;
    }

    /**
     * Ends the event.
     *
     * @param nowMillis its time, if it has none of its own
     * @param eventId a number that increases from event to event
     * @return {@link LogResult#ACCEPTED}, or {@link LogResult#INVALID} or {@link LogResult#TOO_LARGE}: see {@link #problem}
     */
    public LogResult finish(long nowMillis, long eventId) {
        try {
            problem = validator.problem(eventType, userId, deviceId, !groups.isEmpty());
            if (problem != null) {
                return LogResult.INVALID;
            }
            identityHash = identity();
            write(hasTime ? timeMillis : nowMillis, eventId);
            if (json.overflowed()) {
                problem = tooLarge;
                json.reset(INITIAL_BYTES);
                return LogResult.TOO_LARGE;
            }
            return LogResult.ACCEPTED;
        } finally {
            clearParts();
        }
    }

    /** Forgets the event where an exception kept it from being finished. */
    public void discard() {
        json.reset(INITIAL_BYTES);
        clearParts();
    }

    private int identity() {
        if (deviceId != null) {
            return cut(deviceId).hashCode();
        }
        return userId != null ? cut(userId).hashCode() : groups.hash();
    }

    private static String cut(String id) {
        // keeps the hash of a huge id from reading all of it
        return id.length() <= Budget.MAX_CHARS ? id : id.substring(0, Budget.MAX_CHARS);
    }

    private void write(long time, long eventId) {
        json.startObject();
        text(DEVICE_ID, deviceId);
        text(USER_ID, userId);
        text(EVENT_TYPE, eventType);
        json.name(TIME);
        json.number(time);
        json.name(EVENT_ID);
        json.number(eventId);
        writeInsertId();
        if (hasSession) {
            json.name(SESSION_ID);
            json.number(sessionMillis);
        }
        fields.writeTo(json);
        object(EVENT_PROPERTIES, properties);
        userProperties.writeTo(json, USER_PROPERTIES);
        groups.writeTo(json, GROUPS);
        groupProperties.writeTo(json, GROUP_PROPERTIES);
        json.endObject();
    }

    private void writeInsertId() {
        if (insertId != null && !insertId.isEmpty()) {
            text(INSERT_ID, insertId);
        } else {
            json.name(INSERT_ID);
            insertIds.write(json);
        }
    }

    private void text(byte[] name, String value) {
        if (value != null) {
            json.name(name);
            values.string(json, value);
        }
    }

    private void object(byte[] name, PropertySection section) {
        if (!section.isEmpty()) {
            json.name(name);
            json.startObject();
            json.members(section.members());
            json.endObject();
        }
    }

    /** Lets go of everything that the application handed in, and of buffers that one large event made large. */
    private void clearParts() {
        begun = false;
        eventType = null;
        userId = null;
        deviceId = null;
        insertId = null;
        hasTime = false;
        hasSession = false;
        names.clear();
        values.clear();
        fields.clear();
        properties.clear();
        userProperties.clear();
        groups.clear();
        groupProperties.clear();
    }

    /** What is wrong with a refused event and what to do, without anything the event contains; null if it was accepted. */
    public String problem() {
        return problem;
    }

    /** The buffer that holds the JSON of an accepted event until the next {@link #start}; not to be changed. */
    public byte[] bytes() {
        return json.buffer();
    }

    /** How many of {@link #bytes} belong to the event. */
    public int length() {
        return json.length();
    }

    /** A hash of the device id, else of the user id, else of the groups: equal for events whose order must be kept. */
    public int identityHash() {
        return identityHash;
    }

    /** How many values of the event were cut or left out because of a limit. */
    public int truncatedValues() {
        return budget.truncated;
    }

    /** How many values of the event were left out or replaced because they cannot be sent. */
    public int sanitizedValues() {
        return budget.sanitized;
    }
}

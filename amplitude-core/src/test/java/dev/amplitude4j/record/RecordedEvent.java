// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.PropertyOperation;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sink that keeps the parts of an event as they were handed over; in each section the first writer of a name wins. */
final class RecordedEvent implements EventSink {

    final Map<String, Object> top = new LinkedHashMap<>();
    final Map<String, Object> properties = new LinkedHashMap<>();
    final Map<String, Object> userProperties = new LinkedHashMap<>();
    final Map<String, Object> groups = new LinkedHashMap<>();
    final Map<String, Object> groupProperties = new LinkedHashMap<>();

    @Override
    public EventSink eventType(String eventType) {
        return put(top, "event_type", eventType);
    }

    @Override
    public EventSink userId(String userId) {
        return put(top, "user_id", userId);
    }

    @Override
    public EventSink deviceId(String deviceId) {
        return put(top, "device_id", deviceId);
    }

    @Override
    public EventSink time(long epochMillis) {
        return put(top, "time", epochMillis);
    }

    @Override
    public EventSink sessionId(long epochMillis) {
        return put(top, "session_id", epochMillis);
    }

    @Override
    public EventSink insertId(String insertId) {
        return put(top, "insert_id", insertId);
    }

    @Override
    public EventSink field(EventField field, Object value) {
        return put(top, field.jsonName(), value);
    }

    @Override
    public EventSink property(String name, Object value) {
        return put(properties, name, value);
    }

    @Override
    public EventSink property(String name, long value) {
        return put(properties, name, value);
    }

    @Override
    public EventSink property(String name, double value) {
        return put(properties, name, value);
    }

    @Override
    public EventSink property(String name, boolean value) {
        return put(properties, name, value);
    }

    @Override
    public EventSink userProperty(PropertyOperation operation, String name, Object value) {
        return put(userProperties, operation.jsonName() + '.' + name, value);
    }

    @Override
    public EventSink group(String type, Object nameOrNames) {
        return put(groups, type, nameOrNames);
    }

    @Override
    public EventSink groupProperty(PropertyOperation operation, String name, Object value) {
        return put(groupProperties, operation.jsonName() + '.' + name, value);
    }

    private EventSink put(Map<String, Object> section, String name, Object value) {
        if (value != null) {
            section.putIfAbsent(name, value);
        }
        return this;
    }
}

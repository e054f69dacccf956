// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of an event as they were given, the first of each name kept. Filled by {@link Event.Builder}; not changed any
 * more once an {@link Event} holds it. Never calls a method of a value.
 */
final class EventParts {

    String eventType;
    String userId;
    String deviceId;
    Long timeMillis;
    Long sessionId;
    String insertId;
    final Map<EventField, Object> fields = new EnumMap<>(EventField.class);
    final Map<String, Object> properties = new LinkedHashMap<>();
    final Map<PropertyOperation, Map<String, Object>> userProperties = new EnumMap<>(PropertyOperation.class);
    final Map<String, Object> groups = new LinkedHashMap<>();
    final Map<PropertyOperation, Map<String, Object>> groupProperties = new EnumMap<>(PropertyOperation.class);

    static <K> void put(Map<K, Object> section, K name, Object value) {
        if (value != null) {
            section.putIfAbsent(name, value);
        }
    }

    static void put(
            Map<PropertyOperation, Map<String, Object>> section,
            PropertyOperation operation,
            String name,
            Object value) {
        if (value != null) {
            section.computeIfAbsent(operation, unused -> new LinkedHashMap<>()).putIfAbsent(name, value);
        }
    }

    /** Takes over what {@code other} has and this has not. */
    void addAbsent(EventParts other) {
        eventType = eventType != null ? eventType : other.eventType;
        userId = userId != null ? userId : other.userId;
        deviceId = deviceId != null ? deviceId : other.deviceId;
        timeMillis = timeMillis != null ? timeMillis : other.timeMillis;
        sessionId = sessionId != null ? sessionId : other.sessionId;
        insertId = insertId != null ? insertId : other.insertId;
        other.fields.forEach(fields::putIfAbsent);
        other.properties.forEach(properties::putIfAbsent);
        other.groups.forEach(groups::putIfAbsent);
        other.userProperties.forEach(
                (operation, values) -> values.forEach((name, value) -> put(userProperties, operation, name, value)));
        other.groupProperties.forEach(
                (operation, values) -> values.forEach((name, value) -> put(groupProperties, operation, name, value)));
    }

    void writeTo(EventSink sink) {
        sink.eventType(eventType).userId(userId).deviceId(deviceId).insertId(insertId);
        if (timeMillis != null) {
            sink.time(timeMillis);
        }
        if (sessionId != null) {
            sink.sessionId(sessionId);
        }
        fields.forEach(sink::field);
        properties.forEach(sink::property);
        userProperties.forEach(
                (operation, values) -> values.forEach((name, value) -> sink.userProperty(operation, name, value)));
        groups.forEach(sink::group);
        groupProperties.forEach(
                (operation, values) -> values.forEach((name, value) -> sink.groupProperty(operation, name, value)));
    }
}

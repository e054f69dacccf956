// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The parts of an event as they were given, the first of each name kept; a section is made when its first value comes. Filled
 * by {@link Event.Builder}; not changed any more once an {@link Event} holds it. Never calls a method of a value.
 */
final class EventParts {

    String eventType;
    String userId;
    String deviceId;
    Long timeMillis;
    Long sessionId;
    String insertId;
    private Pairs<EventField> fields;
    private Pairs<String> properties;
    private Pairs<String> groups;
    private Map<PropertyOperation, Pairs<String>> userProperties;
    private Map<PropertyOperation, Pairs<String>> groupProperties;

    void field(EventField field, Object value) {
        if (field != null && value != null) {
            fields = given(fields);
            fields.add(field, value);
        }
    }

    void property(String name, Object value) {
        if (value != null) {
            properties = given(properties);
            properties.add(name, value);
        }
    }

    void withoutProperty(String name) {
        if (properties != null) {
            properties.remove(name);
        }
    }

    void group(String type, Object nameOrNames) {
        if (nameOrNames != null) {
            groups = given(groups);
            groups.add(type, nameOrNames);
        }
    }

    void userProperty(PropertyOperation operation, String name, Object value) {
        if (value != null) {
            userProperties = userProperties != null ? userProperties : new EnumMap<>(PropertyOperation.class);
            userProperties.computeIfAbsent(operation, unused -> new Pairs<>()).add(name, value);
        }
    }

    void groupProperty(PropertyOperation operation, String name, Object value) {
        if (value != null) {
            groupProperties = groupProperties != null ? groupProperties : new EnumMap<>(PropertyOperation.class);
            groupProperties.computeIfAbsent(operation, unused -> new Pairs<>()).add(name, value);
        }
    }

    Object field(EventField field) {
        return fields == null ? null : fields.get(field);
    }

    Map<String, Object> properties() {
        return map(properties);
    }

    Map<String, Object> groups() {
        return map(groups);
    }

    Map<String, Object> userProperties(PropertyOperation operation) {
        return userProperties == null ? Collections.emptyMap() : map(userProperties.get(operation));
    }

    Map<String, Object> groupProperties(PropertyOperation operation) {
        return groupProperties == null ? Collections.emptyMap() : map(groupProperties.get(operation));
    }

    /** The same parts, to be changed. */
    EventParts copy() {
        EventParts copy = new EventParts();
        copy.addAbsent(this);
        return copy;
    }

    /** Takes over what {@code other} has and this has not. */
    void addAbsent(EventParts other) {
        eventType = eventType != null ? eventType : other.eventType;
        userId = userId != null ? userId : other.userId;
        deviceId = deviceId != null ? deviceId : other.deviceId;
        timeMillis = timeMillis != null ? timeMillis : other.timeMillis;
        sessionId = sessionId != null ? sessionId : other.sessionId;
        insertId = insertId != null ? insertId : other.insertId;
        fields = joined(fields, other.fields);
        properties = joined(properties, other.properties);
        groups = joined(groups, other.groups);
        userProperties = joined(userProperties, other.userProperties);
        groupProperties = joined(groupProperties, other.groupProperties);
    }

    /** Loops, since this is on the way of every event: what a lambda costs, its first call costs most. */
    void writeTo(EventSink sink) {
        sink.eventType(eventType).userId(userId).deviceId(deviceId).insertId(insertId);
        if (timeMillis != null) {
            sink.time(timeMillis);
        }
        if (sessionId != null) {
            sink.sessionId(sessionId);
        }
        for (int i = 0; i < size(fields); i++) {
            sink.field(fields.name(i), fields.value(i));
        }
        for (int i = 0; i < size(properties); i++) {
            sink.property(properties.name(i), properties.value(i));
        }
        for (int i = 0; i < size(groups); i++) {
            sink.group(groups.name(i), groups.value(i));
        }
        writeOperations(sink);
    }

    private void writeOperations(EventSink sink) {
        if (userProperties != null) {
            userProperties.forEach((operation, pairs) -> {
                for (int i = 0; i < pairs.size(); i++) {
                    sink.userProperty(operation, pairs.name(i), pairs.value(i));
                }
            });
        }
        if (groupProperties != null) {
            groupProperties.forEach((operation, pairs) -> {
                for (int i = 0; i < pairs.size(); i++) {
                    sink.groupProperty(operation, pairs.name(i), pairs.value(i));
                }
            });
        }
    }

    private static <K> Pairs<K> given(Pairs<K> pairs) {
        return pairs != null ? pairs : new Pairs<>();
    }

    private static int size(Pairs<?> pairs) {
        return pairs == null ? 0 : pairs.size();
    }

    private static Map<String, Object> map(Pairs<String> pairs) {
        return pairs == null ? Collections.emptyMap() : Collections.unmodifiableMap(pairs.toMap());
    }

    private static <K> Pairs<K> joined(Pairs<K> own, Pairs<K> others) {
        if (others == null) {
            return own;
        }
        Pairs<K> all = given(own);
        all.addAll(others);
        return all;
    }

    private static Map<PropertyOperation, Pairs<String>> joined(
            Map<PropertyOperation, Pairs<String>> own, Map<PropertyOperation, Pairs<String>> others) {
        if (others == null) {
            return own;
        }
        Map<PropertyOperation, Pairs<String>> all = own != null ? own : new EnumMap<>(PropertyOperation.class);
        others.forEach((operation, pairs) -> all.put(operation, joined(all.get(operation), pairs)));
        return all;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.record.KeyRole.Section;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows by its name where a value goes: top-level keys by their configured names, {@code amp.} for every other field of
 * Amplitude, {@code group.} for groups, {@code $set.} and its kin for user properties, anything else is an event property.
 * Asked on the thread that logs; a name seen before costs no allocation. Thread-safe.
 */
final class KeyRoles {

    private static final String FIELD_PREFIX = "amp.";
    private static final String GROUP_PREFIX = "group.";
    private static final Map<String, PropertyOperation> OPERATIONS = operations();

    private final Map<String, KeyRole> topLevel = new HashMap<>();

    /** Top-level names of Amplitude that have a configurable key: {@code amp.user_id} means the same as that key. */
    private final Map<String, KeyRole> canonical = new HashMap<>();

    private final BoundedCache<KeyRole> prefixed = new BoundedCache<>();

    KeyRoles(MappingOptions options) {
        boolean named = options.eventTypeFrom.contains(EventTypeSource.KEY);
        add(Section.EVENT_TYPE, "event_type", named ? options.eventTypeKeys : Collections.emptyList());
        add(Section.USER_ID, "user_id", options.userIdKeys);
        add(Section.DEVICE_ID, "device_id", options.deviceIdKeys);
        add(Section.SESSION_ID, "session_id", options.sessionIdKeys);
        add(Section.TIME, "time", options.timeKeys);
        add(Section.INSERT_ID, "insert_id", options.insertIdKeys);
        add(Section.IP, "ip", options.ipKeys);
    }

    /** The role of a name among a record's own key-values; never null. */
    KeyRole roleOf(String name) {
        KeyRole role = topLevel.get(name);
        if (role != null) {
            return role;
        }
        return mayHavePrefix(name) ? prefixedRole(name) : KeyRole.PROPERTY;
    }

    /** The role of a name in the diagnostic context, of which only ids, times, the address and groups are taken; or null. */
    KeyRole contextRoleOf(String name) {
        KeyRole role = topLevel.get(name);
        if (role != null) {
            return role.section == Section.EVENT_TYPE ? null : role;
        }
        return name.startsWith(GROUP_PREFIX) && name.length() > GROUP_PREFIX.length() ? prefixedRole(name) : null;
    }

    private void add(Section section, String jsonName, List<String> keys) {
        KeyRole role = KeyRole.topLevel(section, jsonName);
        canonical.put(jsonName, role);
        for (String key : keys) {
            topLevel.putIfAbsent(key, role);
        }
    }

    private static boolean mayHavePrefix(String name) {
        return name.startsWith(FIELD_PREFIX) || name.startsWith(GROUP_PREFIX) || name.startsWith("$");
    }

    private KeyRole prefixedRole(String name) {
        KeyRole known = prefixed.get(name);
        return known != null ? known : prefixed.put(name, parse(name));
    }

    private KeyRole parse(String name) {
        int dot = name.indexOf('.');
        if (dot < 0 || dot + 1 == name.length()) {
            return KeyRole.PROPERTY;
        }
        String rest = name.substring(dot + 1);
        if (name.startsWith(GROUP_PREFIX)) {
            return KeyRole.group(rest);
        }
        if (name.startsWith(FIELD_PREFIX)) {
            return field(rest);
        }
        PropertyOperation operation = OPERATIONS.get(name.substring(0, dot));
        return operation == null ? KeyRole.PROPERTY : KeyRole.operation(operation, rest);
    }

    private KeyRole field(String jsonName) {
        KeyRole role = canonical.get(jsonName);
        if (role != null) {
            return role;
        }
        EventField field = EventField.byJsonName(jsonName);
        return field == null ? KeyRole.PROPERTY : KeyRole.field(field);
    }

    private static Map<String, PropertyOperation> operations() {
        Map<String, PropertyOperation> operations = new HashMap<>();
        for (PropertyOperation operation : PropertyOperation.values()) {
            if (operation != PropertyOperation.CLEAR_ALL) { // it names no property
                operations.put(operation.jsonName(), operation);
            }
        }
        return operations;
    }
}

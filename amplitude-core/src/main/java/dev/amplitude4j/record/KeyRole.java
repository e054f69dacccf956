// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.PropertyOperation;

/** What the name of a key-value makes of its value. Immutable, shared. */
final class KeyRole {

    /** The sections of an event, as far as names decide about them. */
    enum Section {
        PROPERTY,
        EVENT_TYPE,
        USER_ID,
        DEVICE_ID,
        SESSION_ID,
        TIME,
        INSERT_ID,
        IP,
        FIELD,
        GROUP,
        OPERATION
    }

    static final KeyRole PROPERTY = new KeyRole(Section.PROPERTY, null, null, null);

    final Section section;

    /** The name within the section; null where the section is a single value, or the key's own name is meant. */
    final String target;

    final EventField field;
    final PropertyOperation operation;

    private KeyRole(Section section, String target, EventField field, PropertyOperation operation) {
        this.section = section;
        this.target = target;
        this.field = field;
        this.operation = operation;
    }

    static KeyRole topLevel(Section section, String jsonName) {
        return new KeyRole(section, jsonName, null, null);
    }

    static KeyRole field(EventField field) {
        return new KeyRole(Section.FIELD, field.jsonName(), field, null);
    }

    static KeyRole group(String type) {
        return new KeyRole(Section.GROUP, type, null, null);
    }

    static KeyRole operation(PropertyOperation operation, String property) {
        return new KeyRole(Section.OPERATION, property, null, operation);
    }
}

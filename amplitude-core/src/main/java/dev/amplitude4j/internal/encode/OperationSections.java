// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.internal.json.JsonWriter;
import java.util.EnumMap;
import java.util.Map;

/** The operations on the properties of a user or a group, a section for each that occurs. Owned by one encoder. */
final class OperationSections {

    /** Amplitude ignores the value of these operations; its own libraries send the same. */
    private static final String NO_VALUE = "-";

    private static final PropertyOperation[] OPERATIONS = PropertyOperation.values();
    private static final Map<PropertyOperation, byte[]> NAMES = new EnumMap<>(PropertyOperation.class);

    static {
        for (PropertyOperation operation : OPERATIONS) {
            NAMES.put(operation, JsonWriter.encodedName(operation.jsonName()));
        }
    }

    /** How many scopes of names it uses. */
    static final int SCOPES = OPERATIONS.length;

    private final Map<PropertyOperation, PropertySection> sections = new EnumMap<>(PropertyOperation.class);
    private final int firstScope;
    private final int maxBytes;
    private final Budget budget;
    private final PropertyNames names;
    private final ValueEncoder values;
    private boolean used;
    private boolean clearAll;

    OperationSections(int firstScope, int maxBytes, Budget budget, PropertyNames names, ValueEncoder values) {
        this.firstScope = firstScope;
        this.maxBytes = maxBytes;
        this.budget = budget;
        this.names = names;
        this.values = values;
    }

    void clear() {
        if (used) {
            for (PropertyOperation operation : OPERATIONS) {
                PropertySection section = sections.get(operation);
                if (section != null) {
                    section.clear();
                }
            }
        }
        used = false;
        clearAll = false;
    }

    void put(PropertyOperation operation, String name, Object value) {
        used = true;
        if (operation == PropertyOperation.CLEAR_ALL) {
            clearAll = true;
            return;
        }
        section(operation).put(name, operation == PropertyOperation.UNSET ? NO_VALUE : value);
    }

    private PropertySection section(PropertyOperation operation) {
        PropertySection section = sections.get(operation);
        if (section == null) {
            section = new PropertySection(firstScope + sections.size(), maxBytes, budget, names, values);
            sections.put(operation, section);
        }
        return section;
    }

    /** Writes the object of operations under that name, unless there are none. */
    void writeTo(JsonWriter json, byte[] encodedName) {
        if (!used) {
            return;
        }
        int start = json.length();
        json.name(encodedName);
        json.startObject();
        int empty = json.length();
        if (clearAll) {
            // Amplitude takes it only alone
            json.name(NAMES.get(PropertyOperation.CLEAR_ALL));
            json.string(NO_VALUE, 1);
        } else {
            writeOperations(json);
        }
        boolean written = json.length() > empty;
        json.endObject();
        if (!written) {
            json.rewind(start);
        }
    }

    private void writeOperations(JsonWriter json) {
        for (PropertyOperation operation : OPERATIONS) {
            PropertySection section = sections.get(operation);
            if (section != null && !section.isEmpty()) {
                json.name(NAMES.get(operation));
                json.startObject();
                json.members(section.members());
                json.endObject();
            }
        }
    }
}

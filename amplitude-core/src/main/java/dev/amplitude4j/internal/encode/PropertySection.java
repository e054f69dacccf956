// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;

/** The members of one object of properties in an event. Owned by one encoder. */
final class PropertySection {

    private static final int INITIAL_BYTES = 512;
    private static final int MAX_RETAINED_BYTES = 8_192;

    private final int scope;
    private final Budget budget;
    private final PropertyNames names;
    private final ValueEncoder values;
    private final JsonWriter json;
    private int count;

    /** A section whose names are told from those of others by {@code scope}. */
    PropertySection(int scope, int maxBytes, Budget budget, PropertyNames names, ValueEncoder values) {
        this.scope = scope;
        this.budget = budget;
        this.names = names;
        this.values = values;
        this.json = new JsonWriter(INITIAL_BYTES, maxBytes);
    }

    void clear() {
        json.reset(MAX_RETAINED_BYTES);
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The members, without braces. */
    JsonWriter members() {
        return json;
    }

    void put(String name, Object value) {
        if (value instanceof String) {
            putText(name, (String) value);
        } else if (value instanceof Integer || value instanceof Long) {
            put(name, ((Number) value).longValue());
        } else if (value instanceof Double) {
            put(name, ((Double) value).doubleValue());
        } else if (value instanceof Boolean) {
            put(name, ((Boolean) value).booleanValue());
        } else if (hasRoom() && values.property(json, scope, name, value)) {
            count++;
        }
    }

    private void putText(String name, String value) {
        NameFilter.Action action = open(name);
        if (action == NameFilter.Action.KEEP) {
            values.string(json, value);
        } else if (action != null) {
            values.disguise(json, action, value);
        }
    }

    void put(String name, long value) {
        NameFilter.Action action = open(name);
        if (action == NameFilter.Action.KEEP) {
            json.number(value);
        } else if (action != null) {
            values.disguise(json, action, value);
        }
    }

    void put(String name, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            budget.sanitized++;
            return;
        }
        NameFilter.Action action = open(name);
        if (action == NameFilter.Action.KEEP) {
            json.number(value);
        } else if (action != null) {
            values.disguise(json, action, value);
        }
    }

    void put(String name, boolean value) {
        NameFilter.Action action = open(name);
        if (action == NameFilter.Action.KEEP) {
            json.bool(value);
        } else if (action != null) {
            values.disguise(json, action, value);
        }
    }

    /** Writes the name of a value that will be written for certain; null if the name is left out. */
    private NameFilter.Action open(String name) {
        NameFilter.Action action = hasRoom() ? names.write(json, scope, name) : null;
        if (action != null) {
            count++;
        }
        return action;
    }

    private boolean hasRoom() {
        if (count < Budget.MAX_NAMES) {
            return true;
        }
        budget.truncated++;
        return false;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.internal.json.JsonWriter;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The descriptive top-level fields of an event, each converted to its type or left out. Owned by one encoder. */
final class FieldSection {

    private static final int INITIAL_BYTES = 256;
    private static final int MAX_RETAINED_BYTES = 4_096;
    private static final double EXACT_LIMIT = 1L << 53;
    private static final Map<EventField, byte[]> NAMES = new EnumMap<>(EventField.class);

    static {
        for (EventField field : EventField.values()) {
            NAMES.put(field, JsonWriter.encodedName(field.jsonName()));
        }
    }

    private final Budget budget;
    private final ValueEncoder values;
    private final JsonWriter json;

    private final Set<EventField> taken = EnumSet.noneOf(EventField.class);

    /** What every event has unless it brings its own, as JSON. */
    private final EventField[] defaultFields;

    private final JsonWriter[] defaultMembers;

    private final int defaultsCut;
    private final int defaultsLeftOut;

    FieldSection(int maxBytes, Budget budget, ValueEncoder values, EventDefaults defaults) {
        this.budget = budget;
        this.values = values;
        this.json = new JsonWriter(INITIAL_BYTES, maxBytes);
        Map<EventField, JsonWriter> members = new EnumMap<>(EventField.class);
        defaults.forEach((field, value) -> members.put(field, encoded(maxBytes, field, value)));
        this.defaultsCut = budget.truncated;
        this.defaultsLeftOut = budget.sanitized;
        this.defaultFields = members.keySet().toArray(new EventField[0]);
        this.defaultMembers = members.values().toArray(new JsonWriter[0]);
    }

    private JsonWriter encoded(int maxBytes, EventField field, Object value) {
        put(field, value);
        JsonWriter member = new JsonWriter(json.length() + 1, maxBytes);
        member.members(json);
        clear();
        return member;
    }

    void clear() {
        json.reset(MAX_RETAINED_BYTES);
        taken.clear();
    }

    void writeTo(JsonWriter target) {
        target.members(json);
        budget.truncated += defaultsCut;
        budget.sanitized += defaultsLeftOut;
        for (int i = 0; i < defaultFields.length; i++) {
            if (!taken.contains(defaultFields[i])) {
                target.members(defaultMembers[i]);
            }
        }
    }

    /** Writes a field unless it is written already; null leaves it out. */
    void put(EventField field, Object value) {
        if (field == null || value == null || taken.contains(field)) {
            return;
        }
        int start = json.length();
        int sanitized = budget.sanitized;
        boolean written;
        try {
            json.name(NAMES.get(field));
            written = write(field.type(), value);
        } catch (Throwable failure) {
            written = false;
        }
        if (written) {
            taken.add(field);
        } else {
            json.rewind(start);
            budget.sanitized = sanitized + 1;
        }
    }

    private boolean write(EventField.Type type, Object value) {
        switch (type) {
            case TEXT:
                return text(Scalars.text(value));
            case INTEGER:
                return integer(value);
            case DECIMAL:
                return value instanceof Number ? values.number(json, (Number) value) : numberText(value);
            case FLAG:
                return flag(value);
            case OBJECT:
                return object(value);
        }
        return false;
    }

    private boolean text(String text) {
        if (text == null) {
            return false;
        }
        values.string(json, text);
        return true;
    }

    private boolean integer(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            boolean whole = Math.rint(number) == number && Math.abs(number) < EXACT_LIMIT;
            if (whole) {
                json.number((long) number);
            }
            return whole;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            json.number(((Number) value).longValue());
            return true;
        }
        String text = value instanceof Number ? value.toString() : Scalars.text(value);
        if (text == null || !Scalars.isJsonNumber(text)) {
            return false;
        }
        json.number(new BigDecimal(text).longValueExact());
        return true;
    }

    private boolean numberText(Object value) {
        String text = value instanceof Boolean ? null : Scalars.text(value);
        if (text == null || !Scalars.isJsonNumber(text)) {
            return false;
        }
        json.numberText(text);
        return true;
    }

    private boolean flag(Object value) {
        String text = Scalars.text(value);
        boolean isTrue = "true".equalsIgnoreCase(text);
        if (!isTrue && !"false".equalsIgnoreCase(text)) {
            return false;
        }
        json.bool(isTrue);
        return true;
    }

    private boolean object(Object value) {
        if (value instanceof Map) {
            return !((Map<?, ?>) value).isEmpty() && values.value(json, value);
        }
        int start = json.length();
        json.startObject();
        int empty = json.length();
        if (value instanceof Plan) {
            plan((Plan) value);
        } else if (value instanceof IngestionMetadata) {
            member("source_name", ((IngestionMetadata) value).sourceName());
            member("source_version", ((IngestionMetadata) value).sourceVersion());
        }
        boolean written = json.length() > empty;
        json.endObject();
        if (!written) {
            json.rewind(start);
        }
        return written;
    }

    private void plan(Plan plan) {
        member("branch", plan.branch());
        member("source", plan.source());
        member("version", plan.version());
        member("versionId", plan.versionId());
    }

    private void member(String name, String value) {
        if (value != null) {
            json.name(name, Budget.MAX_CHARS);
            values.string(json, value);
        }
    }
}

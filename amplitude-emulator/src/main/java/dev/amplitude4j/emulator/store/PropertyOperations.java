// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Applies property operations in the server's order, whatever their order in the event. Pure but for its target. */
final class PropertyOperations {

    /** Changes one stored property; {@code stored} is never null, but may lack the property. */
    @FunctionalInterface
    private interface Operation {
        void apply(ObjectNode stored, String property, JsonNode operand);
    }

    private static final List<Map.Entry<String, Operation>> IN_ORDER = List.of(
            Map.entry("$unset", (stored, property, operand) -> stored.remove(property)),
            Map.entry("$set", ObjectNode::set),
            Map.entry("$setOnce", PropertyOperations::setOnce),
            Map.entry("$add", PropertyOperations::add),
            Map.entry("$append", (stored, property, operand) -> insert(stored, property, operand, false, false)),
            Map.entry("$prepend", (stored, property, operand) -> insert(stored, property, operand, true, false)),
            Map.entry("$preInsert", (stored, property, operand) -> insert(stored, property, operand, true, true)),
            Map.entry("$postInsert", (stored, property, operand) -> insert(stored, property, operand, false, true)),
            Map.entry("$remove", PropertyOperations::remove));

    private static final String CLEAR_ALL = "$clearAll";

    private PropertyOperations() {}

    /** Applies an operation map, or sets plain keys if the object holds no operation. */
    static void apply(ObjectNode changes, ObjectNode stored) {
        if (changes.has(CLEAR_ALL)) {
            stored.removeAll();
        }
        boolean operations = changes.has(CLEAR_ALL);
        for (Map.Entry<String, Operation> step : IN_ORDER) {
            JsonNode operands = changes.get(step.getKey());
            if (operands != null) {
                operations = true;
                operands.properties().forEach(o -> step.getValue().apply(stored, o.getKey(), o.getValue()));
            }
        }
        if (!operations) {
            stored.setAll(changes);
        }
    }

    private static void setOnce(ObjectNode stored, String property, JsonNode value) {
        if (!stored.has(property)) {
            stored.set(property, value);
        }
    }

    private static void add(ObjectNode stored, String property, JsonNode increment) {
        JsonNode before = stored.path(property);
        if (!increment.isNumber()) {
            return;
        }
        if (!before.isNumber()) {
            stored.set(property, increment);
        } else if (before.isIntegralNumber() && increment.isIntegralNumber()) {
            stored.put(property, before.longValue() + increment.longValue());
        } else {
            stored.put(property, before.doubleValue() + increment.doubleValue());
        }
    }

    private static void insert(ObjectNode stored, String property, JsonNode values, boolean front, boolean onlyNew) {
        ArrayNode before = asArray(stored.get(property));
        ArrayNode added = JsonNodeFactory.instance.arrayNode();
        for (JsonNode value : asArray(values)) {
            if (!onlyNew || !(contains(before, value) || contains(added, value))) {
                added.add(value);
            }
        }
        stored.set(property, front ? added.addAll(before) : before.addAll(added));
    }

    private static void remove(ObjectNode stored, String property, JsonNode values) {
        if (stored.has(property)) {
            ArrayNode unwanted = asArray(values);
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            for (JsonNode value : asArray(stored.get(property))) {
                if (!contains(unwanted, value)) {
                    kept.add(value);
                }
            }
            stored.set(property, kept);
        }
    }

    private static ArrayNode asArray(JsonNode value) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        if (value instanceof ArrayNode several) {
            return array.addAll(several);
        }
        return value == null ? array : array.add(value);
    }

    private static boolean contains(ArrayNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.internal.json.JsonWriter;

/** The groups an event belongs to: a type with one name or an array of names. Owned by one encoder. */
final class GroupSection {

    private final PropertySection types;
    private final Budget budget;

    GroupSection(int scope, int maxBytes, Budget budget, PropertyNames names, ValueEncoder values) {
        this.types = new PropertySection(scope, maxBytes, budget, names, values);
        this.budget = budget;
    }

    void clear() {
        types.clear();
    }

    boolean isEmpty() {
        return types.isEmpty();
    }

    /** A single name becomes a string whatever its type; collections and arrays keep the types of their elements. */
    void put(String type, Object nameOrNames) {
        String name = null;
        try {
            name = name(nameOrNames);
        } catch (Throwable failure) {
            budget.sanitized++;
            return;
        }
        types.put(type, name != null ? name : nameOrNames);
    }

    private static String name(Object single) {
        return single instanceof Number ? single.toString() : Scalars.text(single);
    }

    void writeTo(JsonWriter json, byte[] encodedName) {
        if (!isEmpty()) {
            json.name(encodedName);
            json.startObject();
            json.members(types.members());
            json.endObject();
        }
    }

    int hash() {
        byte[] bytes = types.members().buffer();
        int hash = 1;
        for (int i = 0; i < types.members().length(); i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }
}

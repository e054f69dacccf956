// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.internal.json.JsonWriter;

/** Writes single elements of arrays of primitives without boxing; called by {@link ValueEncoder}. */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    /** Writes the element; false if it is no number that JSON has, then nothing was written. */
    static boolean element(JsonWriter json, Object array, int index) {
        if (array instanceof double[]) {
            return json.number(((double[]) array)[index]);
        }
        if (array instanceof float[]) {
            return json.number(((float[]) array)[index]);
        }
        if (array instanceof boolean[]) {
            json.bool(((boolean[]) array)[index]);
        } else if (array instanceof char[]) {
            json.string(String.valueOf(((char[]) array)[index]), 1);
        } else {
            json.number(whole(array, index));
        }
        return true;
    }

    private static long whole(Object array, int index) {
        if (array instanceof int[]) {
            return ((int[]) array)[index];
        }
        if (array instanceof long[]) {
            return ((long[]) array)[index];
        }
        return array instanceof short[] ? ((short[]) array)[index] : ((byte[]) array)[index];
    }
}

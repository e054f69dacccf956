// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.internal.json.JsonWriter;

/**
 * The JSON of names written lately: most events have the same few names, and copying is cheaper than writing each character.
 * Holds at most {@value #SLOTS} short strings, whatever is written, and never allocates. Owned by one encoder.
 */
final class NameCache {

    private static final int SLOTS = 128;
    private static final int SLOT_BYTES = 48;
    private static final int QUOTES_AND_COLON = 3;

    private final String[] names = new String[SLOTS];
    private final byte[] encoded = new byte[SLOTS * SLOT_BYTES];

    /** Writes a name; returns whether it was written as it is, see {@link JsonWriter#name(String, int)}. */
    boolean write(JsonWriter json, String name) {
        int hash = name.hashCode();
        int slot = ((hash >>> 16) ^ hash) & (SLOTS - 1);
        int bytes = name.length() + QUOTES_AND_COLON;
        if (name.equals(names[slot])) {
            json.name(encoded, slot * SLOT_BYTES, bytes);
            return true;
        }
        boolean plain = json.name(name, Budget.MAX_CHARS);
        if (plain && bytes <= SLOT_BYTES && !json.overflowed()) {
            System.arraycopy(json.buffer(), json.length() - bytes, encoded, slot * SLOT_BYTES, bytes);
            names[slot] = name;
        }
        return plain;
    }
}

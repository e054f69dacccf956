// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;
import java.util.Arrays;

/**
 * The JSON of names written lately: most events have the same few names, and copying is cheaper than writing each character.
 * With each is kept what the filter said of it, and until the event ends it may be marked with the number of the object that
 * it is written in. Holds at most {@value #SLOTS} short strings, whatever is written, and never allocates. Owned by one encoder.
 */
final class NameCache {

    static final int SLOTS = 128;

    /** So many names may have hashes that meet before they put each other out. */
    private static final int STEPS = 4;

    private static final int SLOT_BYTES = 48;
    private static final int QUOTES_AND_COLON = 3;

    private final String[] names = new String[SLOTS];
    private final byte[] encoded = new byte[SLOTS * SLOT_BYTES];

    /** What the filter said of them; null where it was not asked. */
    private final NameFilter.Action[] actions = new NameFilter.Action[SLOTS];

    /** For each slot, one more than the number of an object; 0 for none. */
    private final int[] marks = new int[SLOTS];

    private final int[] marked = new int[SLOTS];
    private int markedCount;

    /** Where a name is if it is here, else where it may be kept. */
    int slot(String name) {
        int hash = name.hashCode();
        int first = ((hash >>> 16) ^ hash) & (SLOTS - 1);
        for (int step = 0; step < STEPS; step++) {
            int slot = (first + step) & (SLOTS - 1);
            if (names[slot] == null || name.equals(names[slot])) {
                return slot;
            }
        }
        return first;
    }

    boolean holds(int slot, String name) {
        return name.equals(names[slot]);
    }

    void write(JsonWriter json, int slot) {
        json.name(encoded, slot * SLOT_BYTES, names[slot].length() + QUOTES_AND_COLON);
    }

    /** Keeps a name that was just written as it is, in place of another; not while that is marked. */
    void keep(JsonWriter json, int slot, String name) {
        int bytes = name.length() + QUOTES_AND_COLON;
        if (bytes <= SLOT_BYTES && !json.overflowed()) {
            System.arraycopy(json.buffer(), json.length() - bytes, encoded, slot * SLOT_BYTES, bytes);
            names[slot] = name;
            actions[slot] = null;
        }
    }

    NameFilter.Action action(int slot) {
        return actions[slot];
    }

    void setAction(int slot, NameFilter.Action action) {
        actions[slot] = action;
    }

    void forgetActions() {
        Arrays.fill(actions, null);
    }

    boolean isMarked(int slot) {
        return marks[slot] != 0;
    }

    boolean isMarked(int slot, int scope) {
        return marks[slot] == scope + 1;
    }

    /** Marks a slot that is not marked. */
    void mark(int slot, int scope) {
        marks[slot] = scope + 1;
        marked[markedCount++] = slot;
    }

    /** How many slots are marked; an argument for {@link #rewind}. */
    int marked() {
        return markedCount;
    }

    /** Takes the marks back that were set since {@link #marked} was {@code earlierCount}. */
    void rewind(int earlierCount) {
        while (markedCount > earlierCount) {
            marks[marked[--markedCount]] = 0;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import java.util.Arrays;

/**
 * The names already written in the objects of one event, told apart by a number per object. Does not allocate once warm, and
 * holds no name after {@link #clear}. Owned by one encoder.
 */
final class NameSet {

    private static final int INITIAL_SLOTS = 128;
    private static final int MAX_RETAINED_SLOTS = 4_096;
    private static final int HASH_MULTIPLIER = 0x9E3779B9;

    /** With half of the slots free, only names made to collide need more steps; refusing them keeps every look-up short. */
    private static final int MAX_STEPS = 64;

    private String[] names = new String[INITIAL_SLOTS];
    private int[] scopes = new int[INITIAL_SLOTS];
    private int[] slotOfEntry = new int[INITIAL_SLOTS / 2];
    private int size;

    /** How many names it holds; an argument for {@link #rewind}. */
    int size() {
        return size;
    }

    /** Adds a name; false if the object of that number already has it, or too many like it. */
    boolean add(int scope, String name) {
        if (size == slotOfEntry.length) {
            grow();
        }
        return insert(scope, name);
    }

    private boolean insert(int scope, String name) {
        int mask = names.length - 1;
        int hash = (name.hashCode() + scope) * HASH_MULTIPLIER;
        int slot = ((hash >>> 16) ^ hash) & mask;
        for (int step = 0; step < MAX_STEPS; step++) {
            String other = names[slot];
            if (other == null) {
                names[slot] = name;
                scopes[slot] = scope;
                slotOfEntry[size++] = slot;
                return true;
            }
            if (scopes[slot] == scope && other.equals(name)) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        return false;
    }

    /** Takes back the names added since {@link #size} was {@code earlierSize}. */
    void rewind(int earlierSize) {
        while (size > earlierSize) {
            names[slotOfEntry[--size]] = null;
        }
    }

    void clear() {
        if (names.length > MAX_RETAINED_SLOTS) {
            allocate(INITIAL_SLOTS);
            size = 0;
        } else {
            rewind(0);
        }
    }

    /** Entries move in the order they were added, so that taking back the latest never breaks the search for others. */
    private void grow() {
        String[] oldNames = names;
        int[] oldScopes = scopes;
        int[] oldSlots = Arrays.copyOf(slotOfEntry, size);
        allocate(2 * names.length);
        size = 0;
        for (int slot : oldSlots) {
            insert(oldScopes[slot], oldNames[slot]);
        }
    }

    private void allocate(int slots) {
        names = new String[slots];
        scopes = new int[slots];
        slotOfEntry = new int[slots / 2];
    }
}

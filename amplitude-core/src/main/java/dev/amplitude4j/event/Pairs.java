// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Names and values as they were given, the first of each name kept, in one array, since most events have a handful and are read
 * once. Never calls a method of a value. Filled by the thread that builds; safe for all once nobody adds any more.
 */
final class Pairs<K> {

    private static final int FIRST_CELLS = 16;

    /** So many names are looked through faster than a set of them is asked. */
    private static final int FEW_CELLS = 32;

    private Object[] cells = new Object[FIRST_CELLS];
    private int end;

    /** The names, once there are more than a few; else null. */
    private Set<K> names;

    /** How many there are. */
    int size() {
        return end / 2;
    }

    @SuppressWarnings("unchecked") // only add puts names in
    K name(int index) {
        return (K) cells[2 * index];
    }

    Object value(int index) {
        return cells[2 * index + 1];
    }

    /** Adds a pair unless the name has a value. */
    void add(K name, Object value) {
        if (!has(name)) {
            if (end == cells.length) {
                cells = Arrays.copyOf(cells, 2 * end);
            }
            cells[end++] = name;
            cells[end++] = value;
        }
    }

    void addAll(Pairs<K> others) {
        for (int i = 0; i < others.size(); i++) {
            add(others.name(i), others.value(i));
        }
    }

    void remove(K name) {
        Object[] old = cells;
        int oldEnd = end;
        cells = new Object[old.length];
        end = 0;
        names = null;
        for (int i = 0; i < oldEnd; i += 2) {
            if (!Objects.equals(old[i], name)) {
                cells[end++] = old[i];
                cells[end++] = old[i + 1];
            }
        }
    }

    /** The value of that name, or null. */
    Object get(K name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    Map<K, Object> toMap() {
        Map<K, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size(); i++) {
            map.put(name(i), value(i));
        }
        return map;
    }

    private boolean has(K name) {
        if (end <= FEW_CELLS) {
            return indexOf(name) >= 0;
        }
        if (names == null) {
            names = new HashSet<>(toMap().keySet());
        }
        return !names.add(name);
    }

    private int indexOf(K name) {
        for (int i = 0; i < size(); i++) {
            if (Objects.equals(name(i), name)) {
                return i;
            }
        }
        return -1;
    }
}

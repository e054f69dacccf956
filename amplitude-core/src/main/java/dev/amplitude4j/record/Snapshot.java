// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One bounded deep copy of a value given to {@code kv}, so that an appender that runs later sees what the caller saw. Works on
 * the thread that logs, survives hostile maps and iterators, and is used once.
 */
final class Snapshot {

    static final int MAX_DEPTH = 16;
    static final int MAX_NODES = 10_000;

    private static final String TOO_DEEP = "\u2026";
    private static final String CYCLE = "<cycle>";

    /** The containers being copied, outermost first: a cycle is found by identity, never by {@code equals}. */
    private final Object[] path = new Object[MAX_DEPTH];

    private int depth;
    private int nodes;

    private Snapshot() {}

    /** A copy of maps, collections, arrays, dates and string builders; anything else itself. */
    static Object of(Object value) {
        return isMutable(value) ? new Snapshot().copy(value) : value;
    }

    /** A copy whose keys are strings. */
    static Map<String, Object> ofMap(Map<?, ?> map) {
        return new Snapshot().copyMap(map);
    }

    private static boolean isMutable(Object value) {
        return value instanceof Map
                || value instanceof Collection
                || value instanceof Date
                || value instanceof StringBuilder
                || value instanceof StringBuffer
                || (value != null && value.getClass().isArray());
    }

    private Object copy(Object value) {
        if (!isMutable(value)) {
            return value;
        }
        if (value instanceof Date) {
            return copyDate((Date) value);
        }
        if (value instanceof CharSequence) {
            return GuardedText.of(value);
        }
        return copyContainer(value);
    }

    private Object copyContainer(Object value) {
        if (depth == MAX_DEPTH) {
            return TOO_DEEP;
        }
        for (int i = 0; i < depth; i++) {
            if (path[i] == value) {
                return CYCLE;
            }
        }
        path[depth++] = value;
        try {
            if (value instanceof Map) {
                return copyEntries((Map<?, ?>) value);
            }
            return value instanceof Collection ? copyElements((Collection<?>) value) : copyArray(value);
        } finally {
            path[--depth] = null;
        }
    }

    private Map<String, Object> copyMap(Map<?, ?> map) {
        path[depth++] = map;
        return copyEntries(map);
    }

    private Map<String, Object> copyEntries(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        try {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            while (nodes < MAX_NODES && entries.hasNext()) {
                Map.Entry<?, ?> entry = entries.next();
                nodes++;
                copy.putIfAbsent(GuardedText.of(entry.getKey()), copy(entry.getValue()));
            }
        } catch (Throwable anything) { // user code; what was read is kept
            nodes++;
        }
        return copy;
    }

    private List<Object> copyElements(Collection<?> collection) {
        List<Object> copy = new ArrayList<>();
        try {
            Iterator<?> elements = collection.iterator();
            while (nodes < MAX_NODES && elements.hasNext()) {
                Object element = elements.next();
                nodes++;
                copy.add(copy(element));
            }
        } catch (Throwable anything) { // user code; what was read is kept
            nodes++;
        }
        return copy;
    }

    private Object copyArray(Object array) {
        int length = Math.min(Array.getLength(array), MAX_NODES - nodes);
        nodes += length;
        if (array.getClass().getComponentType().isPrimitive()) {
            Object copy = Array.newInstance(array.getClass().getComponentType(), length);
            System.arraycopy(array, 0, copy, 0, length);
            return copy;
        }
        Object[] copy = new Object[length];
        for (int i = 0; i < length; i++) {
            copy[i] = copy(((Object[]) array)[i]);
        }
        return copy;
    }

    @SuppressWarnings("JavaUtilDate") // what callers hand us
    private static Object copyDate(Date date) {
        try {
            return date.clone();
        } catch (Throwable anything) { // a subclass of the user's
            return GuardedText.error(anything);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.Iterator;
import java.util.Map;

/** Reads maps and entries of unknown manners, bounded; called on the thread that logs, never throws because of them. */
final class GuardedPairs {

    /** More properties than Amplitude's own libraries send of one object. */
    static final int MAX_PAIRS = 1_000;

    private GuardedPairs() {}

    /** Hands over up to {@value #MAX_PAIRS} pairs; what was read before a failure counts. */
    static void read(Map<?, ?> map, RecordReader.PairVisitor visitor) {
        Iterator<?> entries = iterator(map);
        for (int i = 0; entries != null && i < MAX_PAIRS; i++) {
            Object entry = next(entries);
            if (entry == null) {
                return;
            }
            read((Map.Entry<?, ?>) entry, visitor);
        }
    }

    /** Hands over one entry; one that throws is left out. */
    static void read(Map.Entry<?, ?> entry, RecordReader.PairVisitor visitor) {
        Object key;
        Object value;
        try {
            key = entry.getKey();
            value = entry.getValue();
        } catch (Throwable anything) { // user code
            return;
        }
        visitor.pair(key instanceof String ? (String) key : GuardedText.of(key), value);
    }

    private static Iterator<?> iterator(Map<?, ?> map) {
        try {
            return map.entrySet().iterator();
        } catch (Throwable anything) { // user code
            return null;
        }
    }

    private static Object next(Iterator<?> entries) {
        try {
            Object next = entries.hasNext() ? entries.next() : null;
            return next instanceof Map.Entry ? next : null;
        } catch (Throwable anything) { // user code, and a map changed meanwhile
            return null;
        }
    }
}

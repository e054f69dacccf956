// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what was worked out for a text, up to {@value #MAX_ENTRIES} texts of at most {@value #MAX_KEY_LENGTH} characters.
 * When full it starts anew, so texts that never come again cannot push out the warm ones for good. A hit allocates nothing.
 * Thread-safe.
 */
final class BoundedCache<V> {

    static final int MAX_ENTRIES = 1_000;
    static final int MAX_KEY_LENGTH = 256;

    private final ConcurrentHashMap<String, V> entries = new ConcurrentHashMap<>();

    /** What was remembered, or null. Long texts are not even hashed. */
    V get(String key) {
        return key.length() > MAX_KEY_LENGTH ? null : entries.get(key);
    }

    /** Remembers {@code value} unless the key is too long; returns it. */
    V put(String key, V value) {
        if (key.length() <= MAX_KEY_LENGTH) {
            if (entries.size() >= MAX_ENTRIES) {
                entries.clear();
            }
            entries.put(key, value);
        }
        return value;
    }

    /** Remembers {@code value} unless the key is too long or there is no room, so that a miss costs no allocation for good. */
    V putIfRoom(String key, V value) {
        if (key.length() <= MAX_KEY_LENGTH && entries.size() < MAX_ENTRIES) {
            entries.put(key, value);
        }
        return value;
    }

    int size() {
        return entries.size();
    }
}

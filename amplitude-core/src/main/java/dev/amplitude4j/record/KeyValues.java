// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.Collections;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Several typed properties travelling as one argument of a log call; made by {@link dev.amplitude4j.Amplitude#props} on the
 * thread that logs, read by the mapper. Other appenders print it as {@code a=1, b=2}. Immutable as far as its values are.
 */
public final class KeyValues {

    private final Map<String, Object> pairs;

    private KeyValues(Map<String, Object> pairs) {
        this.pairs = Collections.unmodifiableMap(pairs);
    }

    /** Copies the map and what can change in its values; null means no properties. Never throws. */
    public static KeyValues of(Map<?, ?> properties) {
        return new KeyValues(properties == null ? Collections.emptyMap() : Snapshot.ofMap(properties));
    }

    /** The properties in the order of the map given; unmodifiable. */
    public Map<String, Object> asMap() {
        return pairs;
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        for (Map.Entry<String, Object> pair : pairs.entrySet()) {
            text.add(pair.getKey() + '=' + GuardedText.of(pair.getValue()));
        }
        return text.toString();
    }
}

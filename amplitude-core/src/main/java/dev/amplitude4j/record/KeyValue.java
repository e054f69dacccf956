// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/**
 * One typed property travelling as an argument of a log call; made by {@link dev.amplitude4j.Amplitude#kv} on the thread that
 * logs, read by the mapper. Other appenders print it as {@code name=value}. Immutable as far as its value is.
 */
public final class KeyValue {

    private final String name;
    private final Object value;

    private KeyValue(String name, Object value) {
        this.name = name;
        this.value = value;
    }

    /** Copies what can change in {@code value}; a null name becomes {@code "null"}. Never throws. */
    public static KeyValue of(String name, Object value) {
        return new KeyValue(String.valueOf(name), Snapshot.of(value));
    }

    /** The property's name, not null. */
    public String name() {
        return name;
    }

    /** The value as it was when the pair was made; may be null. */
    public Object value() {
        return value;
    }

    @Override
    public String toString() {
        return name + '=' + GuardedText.of(value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes to the properties of a user or a group, logged through {@link Event#identify} or {@link Event#groupIdentify}.
 * Immutable; values are kept as given.
 */
public final class Identify {

    private final Map<String, Change> changes;

    private Identify(Map<String, Change> changes) {
        this.changes = new LinkedHashMap<>(changes);
    }

    /** A builder without any change. */
    public static Builder builder() {
        return new Builder();
    }

    void writeUserProperties(EventSink sink) {
        changes.forEach((name, change) -> sink.userProperty(change.operation, name, change.value));
    }

    void writeGroupProperties(EventSink sink) {
        changes.forEach((name, change) -> sink.groupProperty(change.operation, name, change.value));
    }

    /** One operation and its value. */
    private static final class Change {
        final PropertyOperation operation;
        final Object value;

        Change(PropertyOperation operation, Object value) {
            this.operation = operation;
            this.value = value;
        }
    }

    /**
     * Collects changes: one operation per property, and {@link #clearAll} only alone, as Amplitude demands. A null value
     * leaves the property unchanged. Every method throws {@link IllegalArgumentException} where that rule is broken, or if
     * the property has no name. Not thread-safe.
     */
    public static final class Builder {

        /** Amplitude ignores the value of these operations; its own libraries send the same. */
        private static final String NO_VALUE = "-";

        private final Map<String, Change> changes = new LinkedHashMap<>();
        private boolean clearAll;

        private Builder() {}

        /** Sets the value. */
        public Builder set(String name, Object value) {
            return change(PropertyOperation.SET, name, value);
        }

        /** Sets the value unless the property has one. */
        public Builder setOnce(String name, Object value) {
            return change(PropertyOperation.SET_ONCE, name, value);
        }

        /** Adds to a number; a negative value subtracts. */
        public Builder add(String name, Number value) {
            return change(PropertyOperation.ADD, name, value);
        }

        /** Appends to a list. */
        public Builder append(String name, Object value) {
            return change(PropertyOperation.APPEND, name, value);
        }

        /** Puts in front of a list. */
        public Builder prepend(String name, Object value) {
            return change(PropertyOperation.PREPEND, name, value);
        }

        /** Puts in front of a list unless it is in it. */
        public Builder preInsert(String name, Object value) {
            return change(PropertyOperation.PRE_INSERT, name, value);
        }

        /** Appends to a list unless it is in it. */
        public Builder postInsert(String name, Object value) {
            return change(PropertyOperation.POST_INSERT, name, value);
        }

        /** Removes all instances of the value from a list. */
        public Builder remove(String name, Object value) {
            return change(PropertyOperation.REMOVE, name, value);
        }

        /** Removes the property. */
        public Builder unset(String name) {
            return change(PropertyOperation.UNSET, name, NO_VALUE);
        }

        /** Removes all properties. */
        public Builder clearAll() {
            String name = PropertyOperation.CLEAR_ALL.jsonName();
            if (!changes.isEmpty() && !clearAll) {
                throw new IllegalArgumentException("clearAll must be the only operation; log the others separately");
            }
            clearAll = true;
            changes.put(name, new Change(PropertyOperation.CLEAR_ALL, NO_VALUE));
            return this;
        }

        /** The changes collected so far. */
        public Identify build() {
            return new Identify(changes);
        }

        private Builder change(PropertyOperation operation, String name, Object value) {
            if (name == null || name.trim().isEmpty()) {
                throw new IllegalArgumentException(operation.jsonName() + " needs the name of a property");
            }
            if (clearAll) {
                throw new IllegalArgumentException("clearAll must be the only operation; log the others separately");
            }
            if (value == null) {
                return this;
            }
            Change earlier = changes.putIfAbsent(name, new Change(operation, value));
            if (earlier != null) {
                throw new IllegalArgumentException("property \"" + name + "\" already has "
                        + earlier.operation.jsonName() + "; one operation per property");
            }
            return this;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Knows the types that stand for the value they hold or make; called by {@link ValueEncoder}, which guards it. */
final class Wrappers {

    private Wrappers() {}

    static boolean isWrapper(Object value) {
        return value instanceof Supplier
                || value instanceof Optional
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble;
    }

    /** The value held or made, or null if there is none. */
    static Object unwrap(Object wrapper) {
        if (wrapper instanceof Supplier) {
            return ((Supplier<?>) wrapper).get();
        }
        if (wrapper instanceof Optional) {
            return ((Optional<?>) wrapper).orElse(null);
        }
        if (wrapper instanceof OptionalInt) {
            OptionalInt number = (OptionalInt) wrapper;
            return number.isPresent() ? (Object) number.getAsInt() : null;
        }
        if (wrapper instanceof OptionalLong) {
            OptionalLong number = (OptionalLong) wrapper;
            return number.isPresent() ? (Object) number.getAsLong() : null;
        }
        OptionalDouble number = (OptionalDouble) wrapper;
        return number.isPresent() ? (Object) number.getAsDouble() : null;
    }
}

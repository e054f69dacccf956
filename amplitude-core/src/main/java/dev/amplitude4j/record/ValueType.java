// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** The type that a hint gives to a value of the diagnostic context, which holds strings only. */
public enum ValueType {
    /** An integer or a decimal number; text that is neither stays text. */
    NUMBER,
    /** {@code true} or {@code false}, in any case; other text stays text. */
    BOOLEAN,
    /** Text, as without a hint. */
    STRING
}

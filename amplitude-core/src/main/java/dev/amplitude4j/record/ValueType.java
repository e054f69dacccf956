// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/**
 * The type that a hint gives to a value that is found as text: in the diagnostic context, where text that does not fit
 * stays text, or in a group of a rule's expression, where it is left out and counted.
 */
public enum ValueType {
    /** An integer or a decimal number. */
    NUMBER {
        @Override
        Object read(String text) {
            return Scalar.number(text);
        }
    },
    /** {@code true} or {@code false}, in any case. */
    BOOLEAN {
        @Override
        Object read(String text) {
            String word = text.trim();
            boolean isTrue = "true".equalsIgnoreCase(word);
            boolean isFlag = isTrue || "false".equalsIgnoreCase(word);
            return isFlag ? isTrue : null;
        }
    },
    /** Text, as without a hint. */
    STRING;

    /** The text as a value of this type; null if it is none. */
    Object read(String text) {
        return text;
    }
}

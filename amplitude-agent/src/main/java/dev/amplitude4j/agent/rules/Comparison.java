// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.math.BigDecimal;

/** One condition of a rule: {@code arg0.total > 0}, {@code return != null}, or a path alone. Immutable. */
public final class Comparison {

    /** How the value is compared. */
    public enum Operator {
        /** A path alone: there is a value, and it is not {@code false}. */
        PRESENT(""),
        /** Not present: {@code !path}. */
        ABSENT("!"),
        /** Equal; numbers by value, enum constants by name. */
        EQUAL("=="),
        /** Not equal. */
        NOT_EQUAL("!="),
        /** Less; numbers only. */
        LESS("<"),
        /** Less or equal; numbers only. */
        AT_MOST("<="),
        /** Greater; numbers only. */
        GREATER(">"),
        /** Greater or equal; numbers only. */
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As it is written; empty for {@link #PRESENT}. */
        public String sign() {
            return sign;
        }
    }

    private final ValuePath path;
    private final Operator operator;
    private final Object operand;

    Comparison(ValuePath path, Operator operator, Object operand) {
        this.path = path;
        this.operator = operator;
        this.operand = operand;
    }

    /** Where the value is found. */
    public ValuePath path() {
        return path;
    }

    /** How it is compared. */
    public Operator operator() {
        return operator;
    }

    /** What it is compared with: a text, a {@code Long}, a {@code Double}, a {@code Boolean}, or null. */
    public Object operand() {
        return operand;
    }

    /**
     * Whether the condition holds for that value. Calls nothing of an application's object: only texts, numbers,
     * booleans, characters and enum constants are equal to anything, and only numbers have an order. Any thread.
     *
     * @param value what the path led to; null if it led nowhere
     */
    public boolean holdsFor(Object value) {
        switch (operator) {
            case PRESENT:
                return value != null && !Boolean.FALSE.equals(value);
            case ABSENT:
                return value == null || Boolean.FALSE.equals(value);
            case EQUAL:
                return isEqual(value);
            case NOT_EQUAL:
                return !isEqual(value);
            default:
                return value instanceof Number && hasOrder((Number) value);
        }
    }

    private boolean isEqual(Object value) {
        if (value == null || operand == null) {
            return value == operand;
        }
        if (operand instanceof Number) {
            return value instanceof Number && isComparable((Number) value) && difference((Number) value) == 0;
        }
        if (operand instanceof Boolean) {
            return operand.equals(value);
        }
        return operand.equals(text(value));
    }

    private static String text(Object value) {
        if (value instanceof Enum) {
            return ((Enum<?>) value).name();
        }
        boolean isText = value instanceof String || value instanceof Character;
        return isText ? value.toString() : null;
    }

    private boolean hasOrder(Number value) {
        if (!isComparable(value)) {
            return false;
        }
        int difference = difference(value);
        switch (operator) {
            case LESS:
                return difference < 0;
            case AT_MOST:
                return difference <= 0;
            case GREATER:
                return difference > 0;
            default:
                return difference >= 0;
        }
    }

    /** Numbers of the JDK only: one of the application's own could do anything when asked for its value. */
    private static boolean isComparable(Number value) {
        if (value instanceof Double || value instanceof Float) {
            return !Double.isNaN(value.doubleValue());
        }
        return value.getClass().getName().startsWith("java.");
    }

    private int difference(Number value) {
        boolean areWhole = isWhole(value) && operand instanceof Long;
        if (areWhole) {
            return Long.compare(value.longValue(), ((Number) operand).longValue());
        }
        if (value instanceof BigDecimal) {
            return ((BigDecimal) value).compareTo(new BigDecimal(operand.toString()));
        }
        return Double.compare(value.doubleValue(), ((Number) operand).doubleValue());
    }

    private static boolean isWhole(Number value) {
        return value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte;
    }

    /** The condition as it is written. */
    @Override
    public String toString() {
        if (operator == Operator.PRESENT || operator == Operator.ABSENT) {
            return operator.sign() + path;
        }
        String right = operand instanceof String ? "\"" + operand + '"' : String.valueOf(operand);
        return path + " " + operator.sign() + ' ' + right;
    }
}

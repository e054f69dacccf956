// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads values of top-level keys, whatever type they come in; called on the thread that logs, never throws. */
final class Scalar {

    /** Stands for a time that could not be read. */
    static final long UNREADABLE = Long.MIN_VALUE;

    private static final int MAX_UNWRAPS = 4;
    private static final int MAX_NUMBER_LENGTH = 40;

    private Scalar() {}

    /** The value as text; null if it is null, blank or cannot be read. */
    static String text(Object wrapped) {
        try {
            Object value = unwrap(wrapped);
            String text = value instanceof Enum ? ((Enum<?>) value).name() : value == null ? null : value.toString();
            return text == null || isBlank(text) ? null : text;
        } catch (Throwable anything) { // user code
            return null;
        }
    }

    /** Milliseconds since the epoch of a number, a date, an instant, or of text that is one; else {@link #UNREADABLE}. */
    @SuppressWarnings("JavaUtilDate") // what callers hand us
    static long millis(Object wrapped) {
        try {
            Object value = unwrap(wrapped);
            if (value instanceof Number) {
                return wholeMillis((Number) value);
            }
            if (value instanceof Date) {
                return ((Date) value).getTime();
            }
            if (value instanceof TemporalAccessor) {
                return Instant.from((TemporalAccessor) value).toEpochMilli();
            }
            return value instanceof CharSequence ? parsedMillis(value.toString().trim()) : UNREADABLE;
        } catch (Throwable anything) { // user code, and dates outside of what milliseconds can hold
            return UNREADABLE;
        }
    }

    /** Whether a text is empty or all white space. */
    static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The number a text stands for, as a {@code Long} where it has no fraction, else a {@code Double}; null if none. */
    static Number number(String text) {
        String digits = text.trim();
        if (digits.isEmpty() || digits.length() > MAX_NUMBER_LENGTH || !looksNumeric(digits)) {
            return null;
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException notWhole) {
            return decimal(digits);
        }
    }

    private static Number decimal(String digits) {
        try {
            Double decimal = Double.valueOf(digits);
            return decimal.isInfinite() ? null : decimal;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean looksNumeric(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if ("0123456789+-.eE".indexOf(digits.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static long wholeMillis(Number value) {
        double approximate = value.doubleValue();
        return approximate >= Long.MIN_VALUE && approximate <= Long.MAX_VALUE ? value.longValue() : UNREADABLE;
    }

    private static long parsedMillis(String text) {
        Number number = number(text);
        return number != null ? wholeMillis(number) : Instant.parse(text).toEpochMilli();
    }

    private static Object unwrap(Object wrapped) {
        Object value = wrapped;
        for (int i = 0; i < MAX_UNWRAPS; i++) {
            if (value instanceof Optional) {
                value = ((Optional<?>) value).orElse(null);
            } else if (value instanceof Supplier) {
                value = ((Supplier<?>) value).get();
            } else {
                break;
            }
        }
        return value;
    }
}

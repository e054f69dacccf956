// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import java.net.URI;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;

/**
 * The text of values that stand for one thing, such as an id, a moment, or a name. May call methods of user classes
 * (character sequences, dates), so callers guard it.
 */
final class Scalars {

    /** Longer texts are of no number that a reader could use. */
    private static final int MAX_NUMBER_CHARS = 40;

    private static final int MAX_EXPONENT_DIGITS = 2;

    private Scalars() {}

    /** The text of a string, number, flag, or of what {@link #nameLike} knows; null for anything else. */
    static String text(Object value) {
        if (value instanceof String) {
            return (String) value;
        }
        if (isPlainNumber(value) || value instanceof Boolean) {
            return value.toString();
        }
        return nameLike(value);
    }

    /** Text of an enum, id, moment, class or character sequence; null for anything else. */
    static String nameLike(Object value) {
        if (value instanceof Enum) {
            return ((Enum<?>) value).name();
        }
        if (value instanceof CharSequence) {
            return beginning((CharSequence) value);
        }
        if (value instanceof Character || value instanceof UUID || value instanceof URI) {
            return value.toString();
        }
        if (value instanceof Class) {
            return ((Class<?>) value).getName();
        }
        return moment(value);
    }

    @SuppressWarnings("JavaUtilDate") // it is the application's type, not ours
    private static String moment(Object value) {
        if (value instanceof Date) {
            // not toInstant, which the dates of java.sql refuse
            return Instant.ofEpochMilli(((Date) value).getTime()).toString();
        }
        if (value instanceof Calendar) {
            return Instant.ofEpochMilli(((Calendar) value).getTimeInMillis()).toString();
        }
        if (value instanceof ZonedDateTime) {
            // the zone's name in brackets is not part of ISO 8601
            return ((ZonedDateTime) value).toOffsetDateTime().toString();
        }
        return value.getClass().getName().startsWith("java.time.") ? value.toString() : null;
    }

    /** As much of it as is sent; a sequence may be changed meanwhile, or be of any length. */
    private static String beginning(CharSequence text) {
        int length = Math.min(text.length(), Budget.MAX_CHARS + 1);
        StringBuilder copy = new StringBuilder(Math.max(length, 0));
        for (int i = 0; i < length; i++) {
            copy.append(text.charAt(i));
        }
        return copy.toString();
    }

    private static boolean isPlainNumber(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte;
    }

    /** Whether a text is a number as JSON writes it, of a size that every reader can hold. */
    static boolean isJsonNumber(String text) {
        int end = text.length();
        if (end > MAX_NUMBER_CHARS) {
            return false;
        }
        int at = text.startsWith("-") ? 1 : 0;
        int afterWhole = digits(text, at);
        if (afterWhole == at || (text.charAt(at) == '0' && afterWhole > at + 1)) {
            return false;
        }
        at = afterWhole;
        if (at < end && text.charAt(at) == '.') {
            int afterFraction = digits(text, at + 1);
            if (afterFraction == at + 1) {
                return false;
            }
            at = afterFraction;
        }
        return at == end || isExponent(text, at);
    }

    private static boolean isExponent(String text, int start) {
        if (text.charAt(start) != 'e' && text.charAt(start) != 'E') {
            return false;
        }
        int at = start + 1;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int end = digits(text, at);
        return end == text.length() && end > at && end - at <= MAX_EXPONENT_DIGITS;
    }

    private static int digits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 into a buffer that grows up to a maximum and is used again; once warm it does not allocate. Beyond the
 * maximum it sets a flag and ignores what follows. Not thread-safe; owned by one encoder.
 *
 * <p>Commas are set by looking at the last byte, so content can be rewound to any earlier length, and a writer may also hold
 * the bare members of an object that another writer takes in. Names and values must be given in an order that makes JSON.
 *
 * <p>Longer than 300 lines because it has a method for every type that JSON can hold.
 */
public final class JsonWriter {

    /** Room that small writes may use beyond the maximum, so that they need no exact sum beforehand. */
    private static final int SLACK_BYTES = 64;

    private static final int MAX_NUMBER_BYTES = 32;
    private static final int MAX_CHAR_BYTES = 6;
    private static final int UUID_BYTES = 36;
    private static final int QUOTES_AND_COLON = 3;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final int initialBytes;
    private final int maxBytes;
    private byte[] buffer;
    private int length;
    private boolean overflowed;

    /** A writer that begins with {@code initialBytes} and never holds more than {@code maxBytes} of JSON. */
    public JsonWriter(int initialBytes, int maxBytes) {
        this.initialBytes = initialBytes;
        this.maxBytes = maxBytes;
        this.buffer = new byte[initialBytes];
    }

    /** Where the JSON is, from index 0 on; replaced when it grows. */
    public byte[] buffer() {
        return buffer;
    }

    /** How many bytes of {@link #buffer} are written. */
    public int length() {
        return length;
    }

    /** Whether more was written than the maximum; the content is of no use then. */
    public boolean overflowed() {
        return overflowed || length > maxBytes;
    }

    /** Forgets the content, and gives a buffer of more than {@code maxRetainedBytes} back. */
    public void reset(int maxRetainedBytes) {
        length = 0;
        overflowed = false;
        if (buffer.length > maxRetainedBytes && buffer.length > initialBytes) {
            buffer = new byte[initialBytes];
        }
    }

    /** Takes back what was written since {@link #length} was {@code earlierLength}; an overflow stays noted. */
    public void rewind(int earlierLength) {
        length = earlierLength;
    }

    /** Opens an object. */
    public void startObject() {
        open('{');
    }

    /** Closes an object. */
    public void endObject() {
        close('}');
    }

    /** Opens an array. */
    public void startArray() {
        open('[');
    }

    /** Closes an array. */
    public void endArray() {
        close(']');
    }

    /**
     * A member's name, cut after {@code maxChars}.
     *
     * @return whether it was written as it is; false if a character of it was escaped, replaced or is not ASCII
     */
    public boolean name(String name, int maxChars) {
        return string(name, maxChars, true);
    }

    /** A member's name with quotes and colon, as made by {@link #encodedName}. */
    public void name(byte[] encodedName) {
        copy(encodedName, 0, encodedName.length);
    }

    /** A part of a buffer that holds a member's name with quotes and colon. */
    public void name(byte[] encodedNames, int offset, int count) {
        copy(encodedNames, offset, count);
    }

    /** The bytes for {@link #name(byte[])}. */
    public static byte[] encodedName(String name) {
        JsonWriter writer = new JsonWriter(name.length() + SLACK_BYTES, Integer.MAX_VALUE - SLACK_BYTES);
        writer.name(name, Integer.MAX_VALUE);
        return Arrays.copyOf(writer.buffer, writer.length);
    }

    /** The members that {@code other} holds. */
    public void members(JsonWriter other) {
        overflowed |= other.overflowed();
        if (other.length > 0) {
            copy(other.buffer, 0, other.length);
        }
    }

    /**
     * A string, cut on a code-point boundary after at most {@code maxChars} UTF-16 units; a lone surrogate becomes U+FFFD.
     *
     * @return whether it was written as it is; false if a character of it was escaped, replaced or is not ASCII
     */
    public boolean string(String value, int maxChars) {
        return string(value, maxChars, false);
    }

    private boolean string(String value, int maxChars, boolean isName) {
        int end = Utf8.end(value, maxChars);
        if (!begin(end + QUOTES_AND_COLON)) {
            return false;
        }
        buffer[length++] = '"';
        boolean plain = Utf8.putPlain(buffer, length, value, end);
        if (plain) {
            length += end;
        } else {
            encode(value, end);
        }
        close('"');
        if (isName) {
            close(':');
        }
        return plain;
    }

    private void encode(String value, int end) {
        int i = 0;
        while (i < end && room(2 * MAX_CHAR_BYTES)) {
            char c = value.charAt(i++);
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c) && i < end && Character.isLowSurrogate(value.charAt(i))) {
                    length = Utf8.putPair(buffer, length, Character.toCodePoint(c, value.charAt(i++)));
                } else {
                    length = Utf8.put(buffer, length, Utf8.REPLACEMENT);
                }
            } else {
                length = Utf8.put(buffer, length, c);
            }
        }
    }

    /** A whole number. */
    public void number(long value) {
        if (begin(MAX_NUMBER_BYTES)) {
            length = Digits.put(buffer, length, value);
        }
    }

    /**
     * A number that reads back as the same double.
     *
     * @return false if it is not finite; then nothing was written
     */
    public boolean number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return false;
        }
        if (begin(MAX_NUMBER_BYTES)) {
            int end = Decimals.put(buffer, length, value);
            if (end > 0) {
                length = end;
            } else {
                ascii(Double.toString(value));
            }
        }
        return true;
    }

    /**
     * A number that reads back as the same float.
     *
     * @return false if it is not finite; then nothing was written
     */
    public boolean number(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            return false;
        }
        if (begin(MAX_NUMBER_BYTES)) {
            int end = Decimals.put(buffer, length, value);
            if (end > 0) {
                length = end;
            } else {
                ascii(Float.toString(value));
            }
        }
        return true;
    }

    /** A whole number; a string of at most 64 characters if it has more than 308 digits. No subclass may be given. */
    public void number(BigInteger value) {
        bigNumber(BigNumbers.json(value), BigNumbers.isNumber(value));
    }

    /**
     * A number; a string of at most 64 characters if it has more than 308 digits or an exponent beyond 308. No subclass may
     * be given.
     */
    public void number(BigDecimal value) {
        bigNumber(BigNumbers.json(value), BigNumbers.isNumber(value));
    }

    private void bigNumber(String text, boolean number) {
        if (number) {
            numberText(text);
        } else {
            string(text, BigNumbers.MAX_TEXT_CHARS);
        }
    }

    /** A number in the form that JSON asks for. */
    public void numberText(String digits) {
        if (begin(digits.length())) {
            ascii(digits);
        }
    }

    /** {@code true} or {@code false}. */
    public void bool(boolean value) {
        byte[] literal = value ? TRUE : FALSE;
        copy(literal, 0, literal.length);
    }

    /** A string of 128 bits in the form of a UUID. */
    public void uuid(long mostSignificantBits, long leastSignificantBits) {
        if (begin(UUID_BYTES + 2)) {
            buffer[length] = '"';
            length = Digits.putUuid(buffer, length + 1, mostSignificantBits, leastSignificantBits);
            buffer[length++] = '"';
        }
    }

    private void ascii(String text) {
        if (room(text.length())) {
            for (int i = 0; i < text.length(); i++) {
                buffer[length++] = (byte) text.charAt(i);
            }
        }
    }

    private void copy(byte[] bytes, int offset, int count) {
        if (begin(count)) {
            System.arraycopy(bytes, offset, buffer, length, count);
            length += count;
        }
    }

    private void open(char bracket) {
        if (begin(1)) {
            buffer[length++] = (byte) bracket;
        }
    }

    private void close(char bracket) {
        if (room(1)) {
            buffer[length++] = (byte) bracket;
        }
    }

    /**
     * Makes room for so many bytes, and sets the comma before them unless they are the first of their object or array, or
     * follow their name; false if there is no room.
     */
    private boolean begin(int bytes) {
        if (!room(bytes + 1)) {
            return false;
        }
        if (length > 0) {
            byte last = buffer[length - 1];
            if (last != '{' && last != '[' && last != ':') {
                buffer[length++] = ',';
            }
        }
        return true;
    }

    private boolean room(int bytes) {
        return buffer.length - length >= bytes || grow(bytes);
    }

    private boolean grow(int bytes) {
        long needed = (long) length + bytes;
        if (overflowed || needed > (long) maxBytes + SLACK_BYTES) {
            overflowed = true;
            return false;
        }
        long doubled = Math.max(needed, 2L * buffer.length);
        buffer = Arrays.copyOf(buffer, (int) Math.min(doubled, (long) maxBytes + SLACK_BYTES));
        return true;
    }
}

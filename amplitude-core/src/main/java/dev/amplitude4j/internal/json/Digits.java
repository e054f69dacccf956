// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

import java.nio.charset.StandardCharsets;

/** Writes whole numbers in decimal, two digits at a time, without allocating. */
final class Digits {

    static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] MIN_VALUE = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private Digits() {}

    /** Writes {@code value}, which needs room for 20 bytes. Returns the index behind it. */
    static int put(byte[] out, int start, long value) {
        if (value >= 0) {
            return putPadded(out, start, value, count(value));
        }
        if (value == Long.MIN_VALUE) {
            System.arraycopy(MIN_VALUE, 0, out, start, MIN_VALUE.length);
            return start + MIN_VALUE.length;
        }
        out[start] = '-';
        return putPadded(out, start + 1, -value, count(-value));
    }

    /** Writes {@code value}, which must not be negative, with leading zeros in {@code digits} digits. */
    static int putPadded(byte[] out, int start, long value, int digits) {
        int end = start + digits;
        int at = end;
        long rest = value;
        while (rest > Integer.MAX_VALUE) {
            long hundredth = rest / 100;
            int pair = (int) (rest - hundredth * 100);
            rest = hundredth;
            out[--at] = ONES[pair];
            out[--at] = TENS[pair];
        }
        int small = (int) rest;
        while (at - start >= 2) {
            int hundredth = small / 100;
            int pair = small - hundredth * 100;
            small = hundredth;
            out[--at] = ONES[pair];
            out[--at] = TENS[pair];
        }
        if (at > start) {
            out[start] = ONES[small];
        }
        return end;
    }

    /** Writes 128 bits in the form of a UUID, which needs room for 36 bytes. Returns the index behind it. */
    static int putUuid(byte[] out, int start, long mostSignificantBits, long leastSignificantBits) {
        int at = putHex(out, start, mostSignificantBits, 56, 32);
        out[at++] = '-';
        at = putHex(out, at, mostSignificantBits, 24, 16);
        out[at++] = '-';
        at = putHex(out, at, mostSignificantBits, 8, 0);
        out[at++] = '-';
        at = putHex(out, at, leastSignificantBits, 56, 48);
        out[at++] = '-';
        return putHex(out, at, leastSignificantBits, 40, 0);
    }

    private static int putHex(byte[] out, int start, long bits, int firstShift, int lastShift) {
        int at = start;
        for (int shift = firstShift; shift >= lastShift; shift -= 8) {
            int octet = (int) (bits >>> shift) & 0xFF;
            out[at++] = HEX[octet >> 4];
            out[at++] = HEX[octet & 0xF];
        }
        return at;
    }

    private static int count(long value) {
        int digits = 1;
        long limit = 10;
        while (digits < 19 && value >= limit) {
            digits++;
            limit *= 10;
        }
        return digits;
    }
}

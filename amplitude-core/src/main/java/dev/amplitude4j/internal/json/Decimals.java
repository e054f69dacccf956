// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

/**
 * Writes the floating-point numbers that people write, integral ones and short decimals, without allocating; all others are
 * left to the JDK.
 *
 * <p>A decimal with k places is {@code r / 10^k}. With r below 2^53 and k at most 15 both are exact as doubles, so their
 * quotient is the double nearest to that decimal, the one that every correct reader makes of its digits. Comparing the
 * quotient with the value therefore proves that the digits read back as the value.
 */
final class Decimals {

    private static final double EXACT_LIMIT = 1L << 53;
    private static final int MAX_PLACES = 15;
    private static final int MAX_FLOAT_PLACES = 9;
    private static final double[] POWERS = new double[MAX_PLACES + 1];
    private static final long[] WHOLE_POWERS = new long[MAX_PLACES + 1];

    static {
        long power = 1;
        for (int i = 0; i <= MAX_PLACES; i++) {
            WHOLE_POWERS[i] = power;
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Decimals() {}

    /** Writes a finite number, which needs room for 24 bytes. Returns the index behind it, or -1 if it has no short form. */
    static int put(byte[] out, int start, double value) {
        double size = Math.abs(value);
        if (size >= EXACT_LIMIT) {
            return -1;
        }
        for (int places = 0; places <= MAX_PLACES; places++) {
            double scaled = size * POWERS[places];
            if (scaled >= EXACT_LIMIT) {
                return -1;
            }
            long digits = (long) (scaled + 0.5);
            if (digits / POWERS[places] == size) {
                return putPlaces(out, putSign(out, start, value), digits, places);
            }
        }
        return -1;
    }

    /** As {@link #put(byte[], int, double)}, with the digits that tell a float from its neighbours. */
    static int put(byte[] out, int start, float value) {
        double size = Math.abs(value);
        if (size >= EXACT_LIMIT) {
            return -1;
        }
        for (int places = 0; places <= MAX_FLOAT_PLACES; places++) {
            double scaled = size * POWERS[places];
            if (scaled >= EXACT_LIMIT) {
                return -1;
            }
            long digits = (long) (scaled + 0.5);
            if ((float) (digits / POWERS[places]) == (float) size) {
                return putPlaces(out, putSign(out, start, value), digits, places);
            }
        }
        return -1;
    }

    private static int putSign(byte[] out, int at, double value) {
        // a negative zero compares equal to zero, but has a sign
        if (value < 0 || 1 / value < 0) {
            out[at] = '-';
            return at + 1;
        }
        return at;
    }

    private static int putPlaces(byte[] out, int start, long digits, int places) {
        long whole = digits / WHOLE_POWERS[places];
        int at = Digits.put(out, start, whole);
        out[at++] = '.';
        if (places == 0) {
            out[at++] = '0';
            return at;
        }
        return Digits.putPadded(out, at, digits - whole * WHOLE_POWERS[places], places);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The text of big numbers, bounded: a number of millions of digits takes seconds to print, and one with a short form such as
 * {@code 1E+100000000} may fill the memory of whoever reads it.
 */
final class BigNumbers {

    static final int MAX_TEXT_CHARS = 64;

    private static final int MAX_DIGITS = 308;
    private static final int MAX_EXPONENT = 308;

    /** Numbers of at most this many bits have at most 309 digits, so that printing them is cheap. */
    private static final int MAX_BITS = 1024;

    private static final int KEPT_DIGITS = 40;
    private static final double LOG10_OF_2 = Math.log10(2);

    private BigNumbers() {}

    /** Whether {@link #json(BigInteger)} is a number, else it is a text. */
    static boolean isNumber(BigInteger value) {
        return value.bitLength() <= MAX_BITS && value.abs().toString().length() <= MAX_DIGITS;
    }

    /** Whether {@link #json(BigDecimal)} is a number, else it is a text. */
    static boolean isNumber(BigDecimal value) {
        if (value.unscaledValue().bitLength() > MAX_BITS) {
            return false;
        }
        long precision = value.precision();
        return precision <= MAX_DIGITS && Math.abs(precision - value.scale() - 1) <= MAX_EXPONENT;
    }

    /** The number, or an abbreviated text of it. */
    static String json(BigInteger value) {
        return isNumber(value) ? value.toString() : abbreviated(value, 0);
    }

    /** The number, or an abbreviated text of it. */
    static String json(BigDecimal value) {
        return isNumber(value) ? value.toString() : abbreviated(value.unscaledValue(), value.scale());
    }

    private static String abbreviated(BigInteger unscaled, long scale) {
        String sign = unscaled.signum() < 0 ? "-" : "";
        if (unscaled.bitLength() > MAX_BITS) {
            return sign + approximate(unscaled.abs(), scale);
        }
        String digits = unscaled.abs().toString();
        long exponent = digits.length() - scale - 1;
        String kept = digits.substring(0, Math.min(digits.length(), KEPT_DIGITS));
        String fraction = kept.length() == 1 ? "" : "." + kept.substring(1);
        return sign + kept.charAt(0) + fraction + "E" + exponent;
    }

    /** Six digits, found through the logarithm of the leading bits, since all digits would take too long. */
    private static String approximate(BigInteger size, long scale) {
        int droppedBits = size.bitLength() - 62;
        double log10 = Math.log10((double) size.shiftRight(droppedBits).longValue()) + droppedBits * LOG10_OF_2;
        long exponent = (long) Math.floor(log10);
        long digits = (long) (Math.pow(10, log10 - exponent) * 100_000);
        return digits / 100_000 + "."
                + Long.toString(1_000_000 + digits % 100_000).substring(2) + "E" + (exponent - scale);
    }
}

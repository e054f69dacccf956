// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** Reads constants as they stand in rules: numbers, flags, text. Without state. */
final class Constants {

    private static final int MAX_WHOLE_DIGITS = 18;

    private Constants() {}

    /** A {@code Boolean}, a {@code Long}, a {@code Double}, or the text itself. */
    static Object read(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        Number number = numberOrNull(text);
        return number == null ? text : number;
    }

    /** The number that the text is, or null: digits with a sign, a fraction or an exponent. */
    static Number numberOrNull(String text) {
        int digits = 0;
        boolean isWhole = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            boolean isSign = (c == '-' || c == '+') && (i == 0 || "eE".indexOf(text.charAt(i - 1)) >= 0);
            if (!isDigit && !isSign && ".eE".indexOf(c) < 0) {
                return null;
            }
            digits += isDigit ? 1 : 0;
            isWhole &= isDigit || (isSign && i == 0);
        }
        if (digits == 0) {
            return null;
        }
        try {
            return isWhole && digits <= MAX_WHOLE_DIGITS ? (Number) Long.valueOf(text) : finite(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Double finite(String text) {
        Double number = Double.valueOf(text);
        return number.isInfinite() ? null : number;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

import java.util.Random;

/** Makes strings of all kinds of characters for tests, lone surrogates included, and says how they arrive. */
public final class RandomStrings {

    private static final String[] PIECES = {
        "\n",
        "\"",
        "\\",
        "\u2028",
        "</script>",
        "\u0000",
        "\uD83D\uDE00",
        "\uD800",
        "\uDC00",
        "${jndi:x}",
        "\u001b[31m",
        "%n{}"
    };

    private RandomStrings() {}

    /** A string of at most about {@code maxChars} UTF-16 units. */
    public static String any(Random random, int maxChars) {
        int length = random.nextInt(maxChars + 1);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            switch (random.nextInt(5)) {
                case 0 -> text.append(PIECES[random.nextInt(PIECES.length)]);
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    /** The string as it must be read back: cut without splitting a pair, each lone surrogate replaced. */
    public static String asSent(String text, int maxChars) {
        StringBuilder sent = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (i > maxChars) {
                break;
            }
            boolean lone = codePoint <= 0xFFFF && Character.isSurrogate((char) codePoint);
            sent.appendCodePoint(lone ? 0xFFFD : codePoint);
        }
        return sent.toString();
    }
}

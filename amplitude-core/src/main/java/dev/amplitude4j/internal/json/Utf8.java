// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.json;

/** Writes characters as UTF-8, escaped where JSON, a log line or a page could take them for something else. */
final class Utf8 {

    static final char REPLACEMENT = '\uFFFD';

    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';
    private static final int FIRST_AFTER_C1 = 0xA0;

    /** For each ASCII character: 0 if it stands for itself, the letter of its short escape, or 1 for the long escape. */
    private static final byte[] ESCAPES = escapes();

    private static final byte LONG_ESCAPE = 1;

    private Utf8() {}

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        for (int c = 0; c < ' '; c++) {
            escapes[c] = 1;
        }
        escapes[0x7F] = 1;
        escapes['<'] = 1;
        escapes['>'] = 1;
        escapes['&'] = 1;
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        return escapes;
    }

    /** Where a string ends that is cut after {@code maxChars} UTF-16 units, no pair of surrogates split. */
    static int end(String value, int maxChars) {
        int length = value.length();
        if (length <= maxChars) {
            return length;
        }
        boolean splitsPair = maxChars > 0
                && Character.isHighSurrogate(value.charAt(maxChars - 1))
                && Character.isLowSurrogate(value.charAt(maxChars));
        return splitsPair ? maxChars - 1 : maxChars;
    }

    /** Writes characters each as one byte. Returns whether that was right, since all are ASCII and stand for themselves. */
    static boolean putPlain(byte[] out, int start, String text, int count) {
        int odd = 0;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            out[start + i] = (byte) c;
            odd |= ESCAPES[c & 0x7F] | (c >>> 7);
        }
        return odd == 0;
    }

    /** Writes a character that is no surrogate; needs room for six bytes. Returns the index behind it. */
    static int put(byte[] out, int start, char c) {
        int at = start;
        if (c < 128) {
            return putAscii(out, at, c);
        }
        if (c < FIRST_AFTER_C1 || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR) {
            return putLongEscape(out, at, c);
        }
        if (c < 0x800) {
            out[at++] = (byte) (0xC0 | (c >> 6));
        } else {
            out[at++] = (byte) (0xE0 | (c >> 12));
            out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        out[at++] = (byte) (0x80 | (c & 0x3F));
        return at;
    }

    /** Writes a code point beyond U+FFFF; needs room for four bytes. Returns the index behind it. */
    static int putPair(byte[] out, int at, int codePoint) {
        out[at] = (byte) (0xF0 | (codePoint >> 18));
        out[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        out[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        out[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
        return at + 4;
    }

    private static int putAscii(byte[] out, int at, char c) {
        byte escape = ESCAPES[c];
        if (escape == 0) {
            out[at] = (byte) c;
            return at + 1;
        }
        if (escape == LONG_ESCAPE) {
            return putLongEscape(out, at, c);
        }
        out[at] = '\\';
        out[at + 1] = escape;
        return at + 2;
    }

    private static int putLongEscape(byte[] out, int at, char c) {
        out[at] = '\\';
        out[at + 1] = 'u';
        out[at + 2] = Digits.HEX[c >> 12];
        out[at + 3] = Digits.HEX[(c >> 8) & 0xF];
        out[at + 4] = Digits.HEX[(c >> 4) & 0xF];
        out[at + 5] = Digits.HEX[c & 0xF];
        return at + 6;
    }
}

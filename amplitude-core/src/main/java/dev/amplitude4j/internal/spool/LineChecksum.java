// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * The eight hexadecimal digits and the blank in front of every line. CRC-32C where the JDK has it, which is from Java 9 on, else
 * CRC-32; a reader takes either. Owned by one thread.
 */
final class LineChecksum {

    /** Length of the digits and the blank. */
    static final int PREFIX_BYTES = 9;

    private static final int DIGITS = 8;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private final Checksum writing;
    private final Checksum other;
    private final String name;

    LineChecksum() {
        Checksum castagnoli = castagnoli();
        this.writing = castagnoli != null ? castagnoli : new CRC32();
        this.other = castagnoli != null ? new CRC32() : null;
        this.name = castagnoli != null ? "CRC32C" : "CRC32";
    }

    /** What it writes, as it stands in a segment's header. */
    String name() {
        return name;
    }

    /** Whether it can check what was written with that. */
    boolean knows(String named) {
        return named.equals("CRC32") || named.equals(name);
    }

    /** Fills in the prefix that was left free at {@code start}, for the text up to {@code end}. */
    void sign(byte[] bytes, int start, int end) {
        long value = of(writing, bytes, start + PREFIX_BYTES, end);
        for (int i = DIGITS - 1; i >= 0; i--) {
            bytes[start + i] = HEX[(int) (value & 0xf)];
            value >>>= 4;
        }
        bytes[start + DIGITS] = ' ';
    }

    /** Whether there is a prefix, and of the text behind it. */
    boolean isSigned(byte[] bytes, int start, int end) {
        if (!hasPrefix(bytes, start, end)) {
            return false;
        }
        long value = 0;
        for (int i = 0; i < DIGITS; i++) {
            value = value << 4 | digit(bytes[start + i]);
        }
        int text = start + PREFIX_BYTES;
        return value == of(writing, bytes, text, end) || (other != null && value == of(other, bytes, text, end));
    }

    /** Whether it begins as a line does. */
    static boolean hasPrefix(byte[] bytes, int start, int end) {
        if (end - start < PREFIX_BYTES || bytes[start + DIGITS] != ' ') {
            return false;
        }
        for (int i = start; i < start + DIGITS; i++) {
            if (digit(bytes[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int digit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        return b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }

    private static long of(Checksum checksum, byte[] bytes, int from, int to) {
        checksum.reset();
        checksum.update(bytes, from, to - from);
        return checksum.getValue();
    }

    private static Checksum castagnoli() {
        try {
            Class<?> type = Class.forName("java.util.zip.CRC32C");
            return type.asSubclass(Checksum.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Texts that are looked for in constant pools: whole ones, and endings. Immutable; allocates nothing when asked. */
final class Needles {

    private final byte[][] whole;
    private final byte[][] endings;

    /** {@code endings} are those of annotations which may have been moved to another package. */
    Needles(Collection<String> whole, Collection<String> endings) {
        this.whole = bytes(whole);
        this.endings = bytes(endings);
    }

    private static byte[][] bytes(Collection<String> texts) {
        byte[][] bytes = new byte[texts.size()][];
        int i = 0;
        for (String text : texts) {
            bytes[i++] = text.getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    /** Whether these bytes are one of the texts or end in one of the endings. */
    boolean contains(byte[] bytes, int start, int length) {
        for (byte[] ending : endings) {
            if (length >= ending.length && equal(ending, bytes, start + length - ending.length)) {
                return true;
            }
        }
        for (byte[] needle : whole) {
            if (needle.length == length && equal(needle, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    /** From the end, where names differ. */
    private static boolean equal(byte[] needle, byte[] bytes, int start) {
        for (int i = needle.length - 1; i >= 0; i--) {
            if (bytes[start + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}

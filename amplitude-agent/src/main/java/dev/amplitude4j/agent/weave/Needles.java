// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Texts that are looked for in constant pools: whole ones, and one ending. Immutable; allocates nothing when asked. */
final class Needles {

    private final byte[][] whole;
    private final byte[] ending;

    /** {@code ending} is that of annotations which may have been moved to another package. */
    Needles(Collection<String> whole, String ending) {
        this.whole = new byte[whole.size()][];
        int i = 0;
        for (String text : whole) {
            this.whole[i++] = text.getBytes(StandardCharsets.UTF_8);
        }
        this.ending = ending.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether these bytes are one of the texts or end as asked. */
    boolean contains(byte[] bytes, int start, int length) {
        if (length >= ending.length && equal(ending, bytes, start + length - ending.length)) {
            return true;
        }
        for (byte[] needle : whole) {
            if (needle.length == length && equal(needle, bytes, start)) {
                return true;
            }
        }
        return false;
    }

    /** From the end, where names differ. */
    static boolean equal(byte[] needle, byte[] bytes, int start) {
        for (int i = needle.length - 1; i >= 0; i--) {
            if (bytes[start + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}

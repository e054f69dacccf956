// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.boot;

/**
 * Classes in one entry of the jar, so that many are read at once: a jar's own entries cost a tenth of a millisecond each while
 * the JVM is cold. Laid out by the build, in big-endian numbers:
 *
 * <pre>
 * count                                        4 bytes
 * hash of the name, start and length of class  12 bytes for each, by hash; no two hashes are the same
 * length of the name, name, class              for each; the length has one byte, and start is that of the class
 * </pre>
 *
 * <p>Immutable; any thread.
 */
final class ClassPack {

    private static final int HEAD = 4;
    private static final int SLOT = 12;

    private final byte[] bytes;
    private final int count;

    ClassPack(byte[] bytes) {
        this.bytes = bytes;
        this.count = number(0);
    }

    /** The number of the class of that name, written with dots; -1 if it is not here. */
    int find(String name) {
        int hash = name.hashCode();
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int seen = number(HEAD + SLOT * middle);
            if (seen == hash) {
                return isNamed(start(middle), name) ? middle : -1;
            }
            if (seen < hash) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Where in {@link #bytes} the class of that number begins. */
    int start(int index) {
        return number(HEAD + SLOT * index + 4);
    }

    /** How many bytes it has. */
    int length(int index) {
        return number(HEAD + SLOT * index + 8);
    }

    /** All of them, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Other names than those here can have the same hash. */
    private boolean isNamed(int start, String name) {
        int at = start - name.length();
        if (at < HEAD + 1 || (bytes[at - 1] & 255) != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[at + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int high = ((bytes[at] & 255) << 8) | (bytes[at + 1] & 255);
        int low = ((bytes[at + 2] & 255) << 8) | (bytes[at + 3] & 255);
        return (high << 16) | low;
    }
}

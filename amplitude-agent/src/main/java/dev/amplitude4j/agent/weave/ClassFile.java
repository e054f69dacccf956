// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.util.Collections;

/**
 * Looks into the bytes of a class without a library: its constant pool and its interfaces. Made for every class that might be
 * meant, on the thread that loads it; keeps nothing but two arrays. Bytes that are no class file fail with an exception.
 */
final class ClassFile {

    private static final int UTF8 = 1;
    private static final int MAGIC = 0xCAFEBABE;

    private final byte[] bytes;
    private final int[] offsets;
    private final int headerAt;

    ClassFile(byte[] bytes) {
        this.bytes = bytes;
        if (u4(0) != MAGIC) {
            throw new IllegalArgumentException("no class file");
        }
        offsets = new int[u2(8)];
        int at = 10;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = at;
            int tag = bytes[at];
            at += size(tag, at);
            if (tag == 5 || tag == 6) {
                i++; // a long or double takes two entries
            }
        }
        headerAt = at;
    }

    /** Whether a text of the constant pool is one of those. */
    boolean mentions(Needles needles) {
        for (int i = 1; i < offsets.length; i++) {
            int at = offsets[i];
            if (at != 0 && bytes[at] == UTF8 && needles.contains(bytes, at + 3, u2(at + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the class says itself that it implements that interface, given by its internal name. */
    boolean implementsDirectly(String internalName) {
        return implementsAny(new Needles(Collections.singleton(internalName), Collections.emptyList()));
    }

    /** Whether it says so of an interface with one of those names. */
    boolean implementsAny(Needles names) {
        int count = u2(headerAt + 6);
        for (int i = 0; i < count; i++) {
            int entry = offsets[u2(headerAt + 8 + 2 * i)];
            int text = offsets[u2(entry + 1)];
            if (names.contains(bytes, text + 3, u2(text + 1))) {
                return true;
            }
        }
        return false;
    }

    private int size(int tag, int at) {
        switch (tag) {
            case UTF8:
                return 3 + u2(at + 1);
            case 3:
            case 4:
            case 9:
            case 10:
            case 11:
            case 12:
            case 17:
            case 18:
                return 5;
            case 5:
            case 6:
                return 9;
            case 7:
            case 8:
            case 16:
            case 19:
            case 20:
                return 3;
            case 15:
                return 4;
            default:
                throw new IllegalArgumentException("unknown constant");
        }
    }

    private int u2(int at) {
        return ((bytes[at] & 255) << 8) | (bytes[at + 1] & 255);
    }

    private int u4(int at) {
        return (u2(at) << 16) | u2(at + 2);
    }
}

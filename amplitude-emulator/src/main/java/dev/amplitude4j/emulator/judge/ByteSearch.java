// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.Arrays;

/** Looks for a word in a body, as a web application firewall does. Pure function, any thread. */
final class ByteSearch {

    private ByteSearch() {}

    static boolean contains(byte[] body, byte[] word) {
        for (int at = 0; at + word.length <= body.length; at++) {
            if (word.length == 0 || body[at] == word[0]) {
                if (Arrays.equals(body, at, at + word.length, word, 0, word.length)) {
                    return true;
                }
            }
        }
        return false;
    }
}

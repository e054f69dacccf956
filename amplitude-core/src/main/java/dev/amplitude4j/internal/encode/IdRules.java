// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

/**
 * Says whether Amplitude takes a text as user or device id, so that one bad id does not reject a whole request. Immutable;
 * asked by the encoder and the record mapper on the thread that logs, without allocating for a usable id.
 */
public final class IdRules {

    /** Amplitude's list; {@code Anonymous} was seen refused as well, so case does not count. */
    private static final String[] FORBIDDEN = {
        "anonymous", "nil", "none", "null", "n/a", "na", "undefined", "unknown", "\"\"", "''", "{}", "lmy47d", "0", "-1"
    };

    private static final int LONGEST_FORBIDDEN = "anonymous".length();

    private final int minIdLength;

    /** Rules of one client; {@code minIdLength} counts UTF-16 units. */
    public IdRules(int minIdLength) {
        this.minIdLength = minIdLength;
    }

    /** The shortest length that is usable. */
    public int minIdLength() {
        return minIdLength;
    }

    /** Whether Amplitude takes that id: long enough, not blank, not on its list of placeholders, not all zeros. */
    public boolean isUsable(String id) {
        if (id == null || id.length() < minIdLength) {
            return false;
        }
        int start = 0;
        int end = id.length();
        while (start < end && id.charAt(start) <= ' ') {
            start++;
        }
        while (start < end && id.charAt(end - 1) <= ' ') {
            end--;
        }
        return start < end && !isForbidden(id, start, end) && !isAllZeros(id, start, end);
    }

    private static boolean isForbidden(String id, int start, int end) {
        if (end - start > LONGEST_FORBIDDEN) {
            return false;
        }
        for (String forbidden : FORBIDDEN) {
            if (forbidden.length() == end - start && id.regionMatches(true, start, forbidden, 0, end - start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAllZeros(String id, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = id.charAt(i);
            if (c != '0' && c != '-') {
                return false;
            }
        }
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.Collection;

/** A set of name patterns with {@code *} and {@code ?}. Immutable; matching does not allocate. */
final class NameGlobs {

    private final String[] patterns;
    private final boolean ignoreCase;

    NameGlobs(Collection<String> patterns, boolean ignoreCase) {
        this.patterns = patterns.toArray(new String[0]);
        this.ignoreCase = ignoreCase;
    }

    boolean isEmpty() {
        return patterns.length == 0;
    }

    /** Whether one of the patterns matches the whole name. */
    boolean matches(String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Greedy with one point to return to, so the time is at most the product of the lengths. */
    private boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && same(pattern.charAt(p), name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private boolean same(char expected, char actual) {
        return expected == '?'
                || expected == actual
                || (ignoreCase
                        && Character.toLowerCase(Character.toUpperCase(expected))
                                == Character.toLowerCase(Character.toUpperCase(actual)));
    }
}

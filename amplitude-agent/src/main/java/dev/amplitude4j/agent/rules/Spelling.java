// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.Collection;
import java.util.Locale;

/** Finds the word that was probably meant. Without state. */
public final class Spelling {

    private static final int MAX_LENGTH = 200;

    private Spelling() {}

    /** The candidate nearest to a word, in any case; null if none is near: at most one mistake in three characters. */
    public static String nearest(String word, Collection<String> candidates) {
        String best = null;
        int least = word.length() / 3 + 1;
        String lower = word.toLowerCase(Locale.ROOT);
        for (String candidate : candidates) {
            int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), least);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code ; did you mean x?}, or nothing. */
    public static String hint(String word, Collection<String> candidates) {
        String nearest = nearest(word, candidates);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    /**
     * Insertions, deletions, replacements and swaps of neighbours between two words; {@code limit} if there are that
     * many.
     */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit || Math.max(a.length(), b.length()) > MAX_LENGTH) {
            return limit;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
                boolean areSwapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                current[j] = areSwapped ? Math.min(current[j], beforeLast[j - 2] + 1) : current[j];
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = current;
            current = free;
        }
        return Math.min(last[b.length()], limit);
    }
}

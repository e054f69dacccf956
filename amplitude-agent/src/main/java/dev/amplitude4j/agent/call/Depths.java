// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import java.util.Arrays;

/**
 * How deep each thread is in calls of each group. The threads hold arrays of the JDK's own type, so that a pooled thread keeps
 * no class of anybody's alive.
 */
final class Depths {

    /** Entry that is not 0 while an event is made on the thread. */
    static final int INSIDE = 0;

    /** Entry that holds the number of the framework whose log call the thread is in, plus one; 0 outside. */
    static final int FRAMEWORK = 1;

    /** Entry that tells the record apart that the log call is for. */
    static final int RECORD = 2;

    /** Entries before those of the groups. */
    static final int FIRST_GROUP = 3;

    private static final int GROUPS_AT_FIRST = 16;

    private static final ThreadLocal<int[]> DEPTHS = new ThreadLocal<>();

    private Depths() {}

    /**
     * The calling thread's array, with an entry for that group, unless an event is made on the thread: whoever makes it holds the
     * array and takes its mark off there, so that it must not be replaced meanwhile.
     */
    static int[] ofThread(int group) {
        int[] depths = DEPTHS.get();
        if (depths == null) {
            depths = new int[Math.max(GROUPS_AT_FIRST, group + 1)];
            DEPTHS.set(depths);
        } else if (depths.length <= group && depths[INSIDE] == 0) {
            depths = Arrays.copyOf(depths, Math.max(group + 1, 2 * depths.length));
            DEPTHS.set(depths);
        }
        return depths;
    }
}

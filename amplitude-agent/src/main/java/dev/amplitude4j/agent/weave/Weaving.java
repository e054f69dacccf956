// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

/** What is to be woven into one method: the numbers it calls the bridge with, and the values it hands over. Immutable. */
public final class Weaving {

    /** Slot that hands over nothing. */
    public static final int NOTHING = -1;

    /** Slot that hands over {@code this}. */
    public static final int THIS = -2;

    /** Slot that hands over all arguments in an array. */
    public static final int ALL_ARGUMENTS = -3;

    final MethodShape method;
    final int rule;
    final int site;
    private final int[] slots;

    /** {@code slots} holds four entries: positions of arguments, or one of the constants. */
    public Weaving(MethodShape method, int rule, int site, int[] slots) {
        this.method = method;
        this.rule = rule;
        this.site = site;
        this.slots = slots.clone();
    }

    int slot(int index) {
        return slots[index];
    }
}

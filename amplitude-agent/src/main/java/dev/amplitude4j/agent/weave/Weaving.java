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

    /** Slot that hands over the result. */
    static final int RESULT = -4;

    final MethodShape method;
    final int rule;
    final int site;

    /** Whether the event is made at the method's begin, where the values are then handed over; else at its end. */
    final boolean isAtBegin;

    private final int[] slots;
    private final boolean asksResult;

    /**
     * {@code slots} holds four entries: positions of arguments, or one of the constants. {@code asksResult} tells whether a path
     * begins at the result.
     */
    public Weaving(MethodShape method, int rule, int site, boolean isAtBegin, int[] slots, boolean asksResult) {
        this.method = method;
        this.rule = rule;
        this.site = site;
        this.isAtBegin = isAtBegin;
        this.slots = slots.clone();
        this.asksResult = asksResult;
    }

    int slot(int index) {
        return slots[index];
    }

    /** The slot for the result: an object may be one that is completed later; a primitive one would be boxed for nobody. */
    int resultSlot() {
        return asksResult || method.returnsObject() ? RESULT : NOTHING;
    }
}

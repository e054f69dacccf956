// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.function.LongSupplier;

/**
 * A text that a regular expression may read only so long: reading on after the deadline throws {@link Expired}. Made
 * for one match on the thread that logs.
 */
final class DeadlineText implements CharSequence {

    /** Says that the time is up. Without a stack, so that it costs little. */
    static final class Expired extends RuntimeException {
        Expired() {
            super("the time is up", null, false, false);
        }
    }

    /** How many characters are read between two looks at the clock. */
    static final int READS_BETWEEN_LOOKS = 512;

    private final String text;
    private final int length;
    private final LongSupplier nanoClock;
    private final long deadlineNanos;
    private int reads;

    DeadlineText(String text, int length, LongSupplier nanoClock, long budgetNanos) {
        this.text = text;
        this.length = length;
        this.nanoClock = nanoClock;
        this.deadlineNanos = nanoClock.getAsLong() + budgetNanos;
    }

    @Override
    public char charAt(int index) {
        if (++reads % READS_BETWEEN_LOOKS == 0 && nanoClock.getAsLong() - deadlineNanos > 0) {
            throw new Expired();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text.substring(0, length);
    }
}

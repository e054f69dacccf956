// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** How often a rule did what, since its mapper was made. Immutable. */
public final class RuleCounts {

    private final RecordRule rule;
    private final long matched;
    private final long unreadable;
    private final long ranAway;
    private final boolean isOff;

    RuleCounts(RecordRule rule, long matched, long unreadable, long ranAway, boolean isOff) {
        this.rule = rule;
        this.matched = matched;
        this.unreadable = unreadable;
        this.ranAway = ranAway;
        this.isOff = isOff;
    }

    /** The rule. */
    public RecordRule rule() {
        return rule;
    }

    /** Records that fitted. */
    public long matched() {
        return matched;
    }

    /** Values left out because they were not of the type that the rule hints at. */
    public long unreadable() {
        return unreadable;
    }

    /** Records given up because the search took too long. */
    public long ranAway() {
        return ranAway;
    }

    /** Whether the rule switched itself off for that. */
    public boolean isOff() {
        return isOff;
    }

    @Override
    public String toString() {
        return rule + ": matched=" + matched + " unreadable=" + unreadable + " ranAway=" + ranAway
                + (isOff ? " switched off" : "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** One mistake in the rules: where it is, what was expected, and the nearest right word. Immutable. */
public final class RuleProblem {

    private final Place place;
    private final String text;
    private final boolean unsetVariable;

    /** A mistake; {@code text} says what is wrong and what to write, and holds no value of a secret. */
    public RuleProblem(Place place, String text) {
        this(place, text, false);
    }

    RuleProblem(Place place, String text, boolean unsetVariable) {
        this.place = place;
        this.text = text;
        this.unsetVariable = unsetVariable;
    }

    /** Whether nothing is wrong but that a variable is not set in this process. */
    public boolean isUnsetVariable() {
        return unsetVariable;
    }

    /** Where it is. */
    public Place place() {
        return place;
    }

    /** What is wrong and what to write instead. */
    public String text() {
        return text;
    }

    /** Place and text on one line. */
    @Override
    public String toString() {
        return place + ": " + text;
    }
}

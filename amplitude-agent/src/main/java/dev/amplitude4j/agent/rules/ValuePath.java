// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Where a value of a call is found: a root and the steps from it, {@code arg0.customer.id}. Immutable.
 */
public final class ValuePath {

    /** What a path begins with. */
    public enum Root {
        /** {@code arg0}, {@code arg1}: an argument by its position. */
        ARGUMENT,
        /** {@code order} or {@code param:order}: an argument by the name of its parameter. */
        PARAMETER,
        /** {@code this}: the object whose method was called; nothing in a static method. */
        THIS,
        /** {@code return}: the result. */
        RETURN,
        /** {@code thrown}: what was thrown; {@code thrown} itself stands for its class name. */
        THROWN,
        /** {@code mdc:tenant}: a text of the logging framework's diagnostic context. */
        MDC,
        /** {@code duration_ms}: how long the call took, in milliseconds. */
        DURATION_MILLIS
    }

    /** How many steps a path may have. */
    public static final int MAX_STEPS = 8;

    private final Root root;
    private final String name;
    private final int argument;
    private final List<PathStep> steps;

    ValuePath(Root root, String name, int argument, List<PathStep> steps) {
        this.root = root;
        this.name = name;
        this.argument = argument;
        this.steps = Collections.unmodifiableList(new ArrayList<>(steps));
    }

    /** Reads a path as it is written in a rules file. */
    public static ValuePath parse(String text) throws SyntaxException {
        return PathParser.parse(text);
    }

    /**
     * The argument at that position, from 0, and the steps written {@code cart.total}; null or empty for the argument
     * itself.
     */
    public static ValuePath argument(int position, String steps) throws SyntaxException {
        return new ValuePath(Root.ARGUMENT, null, position, PathParser.steps(steps));
    }

    /** The result, and the steps written {@code cart.total}; null or empty for the result itself. */
    public static ValuePath result(String steps) throws SyntaxException {
        return new ValuePath(Root.RETURN, null, -1, PathParser.steps(steps));
    }

    /** What the path begins with. */
    public Root root() {
        return root;
    }

    /** Name of the parameter or of the key in the diagnostic context; null for other roots. */
    public String name() {
        return name;
    }

    /** Position of the argument from 0; -1 for other roots. */
    public int argument() {
        return argument;
    }

    /** The steps from the root; empty for the root itself, and always for {@code mdc:} and {@code duration_ms}. */
    public List<PathStep> steps() {
        return steps;
    }

    /** Whether the value exists only after the call: its result, what it threw, or its duration. */
    public boolean isKnownAtExitOnly() {
        return root == Root.RETURN || root == Root.THROWN || root == Root.DURATION_MILLIS;
    }

    /** The path as it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rootText());
        for (PathStep step : steps) {
            text.append(step);
        }
        return text.toString();
    }

    /** The root as it is written. */
    String rootText() {
        switch (root) {
            case ARGUMENT:
                return "arg" + argument;
            case PARAMETER:
                return "param:" + name;
            case MDC:
                return "mdc:" + name;
            case DURATION_MILLIS:
                return PathParser.DURATION;
            default:
                return root.name().toLowerCase(Locale.ROOT);
        }
    }
}

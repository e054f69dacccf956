// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes met while rules are read, and the variables that stand in them. Used by one thread. */
final class Reading {

    private static final int MAX_PROBLEMS = 200;
    private static final int MAX_QUOTED = 60;

    /** No word has so many hexadecimal digits in a row; a key has 32. */
    private static final int MAX_HEX_RUN = 16;

    private final List<RuleProblem> problems = new ArrayList<>();
    private final Set<String> doubtful = new HashSet<>();
    private final Variables variables;
    private int count;

    Reading(Variables variables) {
        this.variables = variables;
    }

    /** The mistakes, the first few hundred of them. */
    List<RuleProblem> problems() {
        return problems;
    }

    /** How many mistakes there were, kept or not: a part that adds to it is not used. */
    int count() {
        return count;
    }

    void problem(Place place, String text) {
        problem(place, text, false);
    }

    private void problem(Place place, String text, boolean unsetVariable) {
        count++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new RuleProblem(place, masked(text), unsetVariable));
        } else if (problems.size() == MAX_PROBLEMS) {
            problems.add(
                    new RuleProblem(place, "there are more mistakes; only the first " + MAX_PROBLEMS + " are listed"));
        }
    }

    /** That name was probably meant where there is a mistake; null for none. */
    void doubt(String name) {
        doubtful.add(name);
    }

    /** Whether one of these names may have been meant and could not be read. */
    boolean isAnyDoubtful(Collection<String> names) {
        return !Collections.disjoint(names, doubtful);
    }

    void problem(RuleProblem problem) {
        problem(problem.place(), problem.text());
    }

    /** A mistake in a text of the rules' small languages, at its own column where the text stands as it was read. */
    void problem(Node node, SyntaxException e) {
        problem(
                node.isQuoted ? node.place : node.place.right(e.offset()),
                isArgument(node) ? e.expected() : e.getMessage(),
                e instanceof UnsetVariableException);
    }

    /** The node's text with its variables put in; null, with a mistake noted, if one is not set. */
    String resolved(Node node) {
        try {
            return variables.resolve(node.text);
        } catch (SyntaxException e) {
            problem(node, e);
            return null;
        }
    }

    /** What was written, for a message; what stood in an argument is shown in no message, since it may be a key. */
    static String quoted(Node node) {
        if (isArgument(node)) {
            return "its value";
        }
        String printable = printable(node.text);
        return '\'' + printable + '\'';
    }

    /** The text without what looks like a key, wherever it came from. */
    private static String masked(String text) {
        StringBuilder masked = new StringBuilder();
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            masked.append(text.charAt(i));
            run = Character.digit(text.charAt(i), 16) < 0 ? 0 : run + 1;
            if (run == MAX_HEX_RUN) {
                masked.setLength(masked.length() - run);
                masked.append("****");
            } else if (run > MAX_HEX_RUN) {
                masked.setLength(masked.length() - 1);
            }
        }
        return masked.toString();
    }

    static boolean isArgument(Node node) {
        return node.place.line() == 0;
    }

    /** The text on one line and not too long. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && i < MAX_QUOTED; i++) {
            char c = text.charAt(i);
            printable.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > MAX_QUOTED ? printable.append("...").toString() : printable.toString();
    }
}

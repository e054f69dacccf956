// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.agent.rules.ValuePath.Root;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads paths, {@code arg0.items[0].price} or {@code arg0.items.0.price}. Used once, on the thread that reads the
 * rules.
 */
final class PathParser {

    static final String DURATION = "duration_ms";

    private static final String EXPECTED =
            "expected arg0, arg1, ..., a parameter's name, this, return, thrown, mdc:key or duration_ms";
    private static final int MAX_ARGUMENT = 254;
    private static final int MAX_INDEX_DIGITS = 6;

    private final String text;
    private int at;

    private PathParser(String text) {
        this.text = text;
    }

    static ValuePath parse(String written) throws SyntaxException {
        return new PathParser(written).path();
    }

    /** The steps of {@code cart.items[0]}, which has no root. */
    static List<PathStep> steps(String written) throws SyntaxException {
        if (written == null || written.isEmpty()) {
            return Collections.emptyList();
        }
        return new PathParser(written.startsWith("[") ? written : '.' + written).steps();
    }

    private ValuePath path() throws SyntaxException {
        if (text.startsWith("mdc:")) {
            return new ValuePath(Root.MDC, rest("mdc:"), -1, Collections.<PathStep>emptyList());
        }
        boolean isParameter = text.startsWith("param:");
        at = isParameter ? "param:".length() : 0;
        String word = word(EXPECTED);
        if (!isParameter && word.equals(DURATION)) {
            return duration();
        }
        int argument = isParameter ? -1 : argument(word);
        Root root = isParameter ? Root.PARAMETER : argument >= 0 ? Root.ARGUMENT : root(word);
        return new ValuePath(root, root == Root.PARAMETER ? word : null, argument, steps());
    }

    private ValuePath duration() throws SyntaxException {
        if (at < text.length()) {
            throw new SyntaxException(at, "duration_ms is a number and has no parts");
        }
        return new ValuePath(Root.DURATION_MILLIS, null, -1, Collections.<PathStep>emptyList());
    }

    private String rest(String prefix) throws SyntaxException {
        String key = text.substring(prefix.length()).trim();
        if (key.isEmpty()) {
            throw new SyntaxException(prefix.length(), "expected a key of the diagnostic context after mdc:");
        }
        return key;
    }

    private static Root root(String word) {
        switch (word) {
            case "this":
                return Root.THIS;
            case "return":
                return Root.RETURN;
            case "thrown":
                return Root.THROWN;
            default:
                return Root.PARAMETER;
        }
    }

    /** The position in {@code arg12}, or -1 if the word is none of these. */
    private static int argument(String word) throws SyntaxException {
        if (!word.startsWith("arg") || word.length() == 3) {
            return -1;
        }
        for (int i = 3; i < word.length(); i++) {
            if (word.charAt(i) < '0' || word.charAt(i) > '9') {
                return -1;
            }
        }
        int position = word.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(word.substring(3));
        if (position > MAX_ARGUMENT) {
            throw new SyntaxException(3, "no method has that many arguments; they are counted from arg0");
        }
        return position;
    }

    private List<PathStep> steps() throws SyntaxException {
        List<PathStep> steps = new ArrayList<>();
        while (at < text.length()) {
            int start = at;
            char c = text.charAt(at++);
            boolean isNumber = at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
            if (c == '.' && isNumber) {
                steps.add(PathStep.index(number()));
            } else if (c == '.') {
                steps.add(PathStep.name(word("expected a name after the dot")));
            } else if (c == '[') {
                steps.add(PathStep.index(index()));
            } else {
                throw new SyntaxException(start, "expected .name or [index]", unexpected(c));
            }
            if (steps.size() > ValuePath.MAX_STEPS) {
                throw new SyntaxException(start, "a path has at most " + ValuePath.MAX_STEPS + " steps");
            }
        }
        return steps;
    }

    private static String unexpected(char c) {
        String found = c > ' ' && c < 127 ? "'" + c + "'" : "this character";
        String hint = c == '(' ? "; methods are named without parentheses, .total finds getTotal() and total()" : "";
        return ", found " + found + hint;
    }

    private int index() throws SyntaxException {
        int index = number();
        if (at == text.length() || text.charAt(at) != ']') {
            throw new SyntaxException(at, "expected ] after the index");
        }
        at++;
        return index;
    }

    private int number() throws SyntaxException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start || at - start > MAX_INDEX_DIGITS) {
            throw new SyntaxException(start, "expected an index from 0 to 999999");
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private String word(String expected) throws SyntaxException {
        int start = at;
        if (at < text.length() && Character.isJavaIdentifierStart(text.charAt(at))) {
            at++;
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
        }
        if (at == start) {
            throw new SyntaxException(start, expected);
        }
        return text.substring(start, at);
    }
}

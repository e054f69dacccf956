// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.agent.rules.Comparison.Operator;
import java.util.ArrayList;
import java.util.List;

/** Reads conditions, {@code return != null and arg0.total > 0}. Used on the thread that reads the rules. */
final class ConditionParser {

    private static final Operator[] LONGEST_FIRST = {
        Operator.EQUAL, Operator.NOT_EQUAL, Operator.AT_MOST, Operator.AT_LEAST, Operator.LESS, Operator.GREATER
    };
    private static final String EXPECTED_VALUE =
            "expected a value: \"text\", a number, true, false, null or a constant's name";

    private final String text;

    private ConditionParser(String text) {
        this.text = text;
    }

    /** The comparisons, all of which must hold. */
    static List<Comparison> parse(String text) throws SyntaxException {
        return new ConditionParser(text).conditions();
    }

    private List<Comparison> conditions() throws SyntaxException {
        List<Comparison> conditions = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = endOfCondition(start);
            conditions.add(condition(start, end));
            start = end + " and ".length();
        }
        return conditions;
    }

    /** Where the next {@code and} begins that stands in no quotes, or the end. */
    private int endOfCondition(int start) throws SyntaxException {
        char quote = 0;
        int opened = start;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && text.startsWith(" and ", i)) {
                return i;
            }
            if (quote == 0 && (text.startsWith("&&", i) || text.startsWith("||", i) || text.startsWith(" or ", i))) {
                throw new SyntaxException(i, "conditions are joined by the word and; for or, write two rules");
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                opened = i;
            } else if (c == quote) {
                quote = 0;
            }
        }
        if (quote != 0) {
            throw new SyntaxException(opened, "expected a closing quote for this one");
        }
        return text.length();
    }

    private Comparison condition(int start, int end) throws SyntaxException {
        int from = afterBlanks(start, end);
        int at = from;
        while (at < end && (operatorAt(at) == null || at == from)) {
            at++;
        }
        Operator operator = at < end ? operatorAt(at) : null;
        if (operator == null) {
            return presence(from, end);
        }
        ValuePath path = path(from, at);
        return comparison(path, operator, at, end);
    }

    private Comparison presence(int from, int end) throws SyntaxException {
        int equals = text.indexOf('=', from);
        if (equals >= 0 && equals < end) {
            throw new SyntaxException(equals, "expected ==, !=, <, <=, > or >=");
        }
        boolean isAbsent = from < end && text.charAt(from) == '!';
        ValuePath path = path(isAbsent ? from + 1 : from, end);
        return new Comparison(path, isAbsent ? Operator.ABSENT : Operator.PRESENT, null);
    }

    private Comparison comparison(ValuePath path, Operator operator, int at, int end) throws SyntaxException {
        int from = afterBlanks(at + operator.sign().length(), end);
        Object operand = operand(from, text.substring(from, end).trim());
        boolean isOrder = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
        if (isOrder && !(operand instanceof Number)) {
            throw new SyntaxException(from, "expected a number after " + operator.sign());
        }
        return new Comparison(path, operator, operand);
    }

    private static Object operand(int from, String written) throws SyntaxException {
        if (written.isEmpty()) {
            throw new SyntaxException(from, EXPECTED_VALUE);
        }
        char first = written.charAt(0);
        if (first == '"' || first == '\'') {
            if (written.indexOf(first, 1) != written.length() - 1) {
                throw new SyntaxException(from, "expected nothing after the closing quote");
            }
            return written.substring(1, written.length() - 1);
        }
        if (written.equals("null")) {
            return null;
        }
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (!Character.isJavaIdentifierPart(c) && ".+-".indexOf(c) < 0) {
                throw new SyntaxException(from + i, EXPECTED_VALUE);
            }
        }
        return Constants.read(written);
    }

    private ValuePath path(int from, int to) throws SyntaxException {
        String written = text.substring(from, Math.max(from, to));
        try {
            return ValuePath.parse(written.trim());
        } catch (SyntaxException e) {
            throw e.movedBy(from + Math.max(0, written.indexOf(written.trim())));
        }
    }

    private int afterBlanks(int from, int end) {
        int at = Math.min(from, end);
        while (at < end && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private Operator operatorAt(int at) {
        for (Operator operator : LONGEST_FIRST) {
            if (text.startsWith(operator.sign(), at)) {
                return operator;
            }
        }
        return null;
    }
}

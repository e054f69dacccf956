// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Walks once through a regular expression, counts its capturing groups and replaces the names of the named ones. Knows
 * just enough of the language for that: escapes, quotations, character classes within one another, and what may follow
 * {@code (?}.
 */
final class GroupRenaming {

    private final String regex;
    private final StringBuilder legal = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    /** Where in {@link #legal} a name was replaced, and by how much the rest moved there, one after the other. */
    private final List<int[]> shifts = new ArrayList<>();

    private int at;
    private int groups;

    GroupRenaming(String regex) {
        this.regex = regex;
    }

    List<String> names() {
        return names;
    }

    List<Integer> numbers() {
        return numbers;
    }

    int groupCount() {
        return groups;
    }

    /** The expression with legal names. */
    String rewrite() {
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                characterClass();
            } else if (c == '(') {
                group();
            } else {
                copy(1);
            }
        }
        return legal.toString();
    }

    /** The index in the source of an index in the result. */
    int sourceIndex(int index) {
        int source = index;
        for (int[] shift : shifts) {
            source += index >= shift[0] ? shift[1] : 0;
        }
        return Math.min(source, regex.length());
    }

    private void escape() {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at);
            copy((end < 0 ? regex.length() : end + 2) - at);
        } else if (regex.startsWith("\\k<", at)) {
            copy(3);
            replaceName(nameUpTo('>'), false);
        } else {
            copy(regex.startsWith("\\c", at) ? 3 : 2);
        }
    }

    /** To the bracket that closes it; a closing bracket that comes first stands for itself. */
    private void characterClass() {
        int depth = 0;
        do {
            char c = regex.charAt(at);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                depth++;
                copy(regex.startsWith("[^", at) ? 2 : 1);
                copy(regex.startsWith("]", at) ? 1 : 0);
            } else {
                depth -= c == ']' ? 1 : 0;
                copy(1);
            }
        } while (depth > 0 && at < regex.length());
    }

    private void group() {
        if (!regex.startsWith("(?", at)) {
            groups++;
            copy(1);
        } else if (isNamed()) {
            groups++;
            copy(3);
            replaceName(nameUpTo('>'), true);
        } else {
            refuseComments();
            copy(2);
        }
    }

    /** Not a look-behind, {@code (?<=} or {@code (?<!}. */
    private boolean isNamed() {
        return regex.startsWith("(?<", at) && !regex.startsWith("(?<=", at) && !regex.startsWith("(?<!", at);
    }

    /** In that mode white space may stand within {@code (?} and comments may hold brackets. */
    private void refuseComments() {
        int flag = at + 2;
        while (flag < regex.length() && (Character.isLetter(regex.charAt(flag)) || regex.charAt(flag) == '-')) {
            if (regex.charAt(flag) == 'x') {
                throw new PatternSyntaxException("the flag x (comments) is not supported", regex, flag);
            }
            flag++;
        }
    }

    private String nameUpTo(char close) {
        int end = regex.indexOf(close, at);
        String name = end < 0 ? "" : regex.substring(at, end);
        if (!isName(name)) {
            throw new PatternSyntaxException(
                    "expected the name of a group, of letters, digits, _ . - and $, and a " + close, regex, at);
        }
        return name;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean starts = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
            boolean follows = (c >= '0' && c <= '9') || c == '.' || c == '-';
            if (!starts && (i == 0 || !follows)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private void replaceName(String name, boolean defines) {
        int position = names.indexOf(name);
        if (defines == position >= 0) {
            String problem = defines ? "two groups are named " : "there is no group before this that is named ";
            throw new PatternSyntaxException(problem + name, regex, at);
        }
        if (defines) {
            names.add(name);
            numbers.add(groups);
        }
        String legalName = "g" + (defines ? groups : numbers.get(position));
        legal.append(legalName);
        shifts.add(new int[] {legal.length(), name.length() - legalName.length()});
        at += name.length();
    }

    private void copy(int length) {
        int end = Math.min(at + length, regex.length());
        legal.append(regex, at, end);
        at = end;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression whose named groups may have any of the names that keys have, {@code order_id} or {@code
 * group.company} included: the JDK allows letters and digits only, and tells nobody the names before Java 20. The names
 * are taken out of the expression and short legal ones put in, each with its group's number. Compiled once, on the
 * thread that configures. Immutable.
 */
final class NamedPattern {

    final Pattern pattern;

    /** The names as they were written, in the order of the expression. */
    final List<String> names;

    /** The number of the group of each name. */
    private final int[] numbers;

    private NamedPattern(Pattern pattern, List<String> names, List<Integer> numbers) {
        this.pattern = pattern;
        this.names = Collections.unmodifiableList(names);
        this.numbers = new int[numbers.size()];
        for (int i = 0; i < this.numbers.length; i++) {
            this.numbers[i] = numbers.get(i);
        }
    }

    /** Compiles an expression; throws with a description and an index into {@code regex} if it is none. */
    static NamedPattern compile(String regex) {
        GroupRenaming renaming = new GroupRenaming(regex);
        String legal = renaming.rewrite();
        Pattern pattern;
        try {
            pattern = Pattern.compile(legal);
        } catch (PatternSyntaxException e) {
            throw new PatternSyntaxException(e.getDescription(), regex, renaming.sourceIndex(e.getIndex()));
        } catch (RuntimeException | StackOverflowError e) {
            throw new PatternSyntaxException("the JDK cannot compile it; too much is nested, perhaps", regex, -1);
        }
        if (pattern.matcher("").groupCount() != renaming.groupCount()) {
            throw new PatternSyntaxException("the groups cannot be told apart; write it simpler", regex, -1);
        }
        return new NamedPattern(pattern, new ArrayList<>(renaming.names()), renaming.numbers());
    }

    /** The number of the group of the name at that position of {@link #names}. */
    int groupNumber(int position) {
        return numbers[position];
    }
}

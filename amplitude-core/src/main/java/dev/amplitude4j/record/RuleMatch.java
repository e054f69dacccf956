// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.List;
import java.util.regex.MatchResult;

/** A rule that fits a record, and what its expression found there. Made and used by one log call. */
final class RuleMatch {

    final ActiveRule rule;
    private final String message;
    private final MatchResult found;

    RuleMatch(ActiveRule rule, String message, MatchResult found) {
        this.rule = rule;
        this.message = message;
        this.found = found;
    }

    /**
     * Hands over name and value of every group that took part, in the order of the expression. Text that its type hint
     * cannot read is counted and handed over as null, which is left out.
     */
    void forEach(RecordReader.PairVisitor visitor) {
        List<String> names = rule.rule.message.names;
        for (int i = 0; i < names.size(); i++) {
            int group = rule.rule.message.groupNumber(i);
            int start = found.start(group);
            if (start >= 0) {
                visitor.pair(names.get(i), typed(names.get(i), message.substring(start, found.end(group))));
            }
        }
    }

    private Object typed(String name, String text) {
        ValueType type = rule.rule.types.get(name);
        Object value = type == null ? text : type.read(text);
        if (value == null) {
            rule.countUnreadable();
        }
        return value;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import dev.amplitude4j.agent.capture.Member;
import dev.amplitude4j.record.MarkerRules;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;

/**
 * Finds among a record's markers and those they refer to the one that tells most; markers of SLF4J refer to references, those
 * of Log4j2 to parents. Made for one record that has a marker.
 */
final class MarkerWalk {

    private static final Member NAME = new Member("name");
    private static final Member HAS_REFERENCES = new Member("hasReferences");
    private static final Member ITERATOR = new Member("iterator");
    private static final Member HAS_PARENTS = new Member("hasParents");
    private static final Member PARENTS = new Member("parents");

    private final MarkerRules rules;
    private String strongest;

    MarkerWalk(MarkerRules rules) {
        this.rules = rules;
    }

    String strongest() {
        return strongest;
    }

    void visit(Object marker) {
        if (marker == null) {
            return;
        }
        boolean isAlone = !Boolean.TRUE.equals(HAS_REFERENCES.readOrNull(marker))
                && !Boolean.TRUE.equals(HAS_PARENTS.readOrNull(marker));
        if (isAlone) {
            strongest = rules.stronger(strongest, (String) NAME.readOrNull(marker));
        } else {
            walk(marker);
        }
    }

    /** They may form circles. */
    private void walk(Object start) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            Object marker = open.poll();
            if (seen.add(marker)) {
                strongest = rules.stronger(strongest, (String) NAME.readOrNull(marker));
                addNext(marker, open);
            }
        }
    }

    private static void addNext(Object marker, Deque<Object> open) {
        Object parents = PARENTS.readOrNull(marker);
        if (parents instanceof Object[]) {
            Collections.addAll(open, (Object[]) parents);
        }
        Object references = ITERATOR.readOrNull(marker);
        if (references instanceof Iterator) {
            ((Iterator<?>) references).forEachRemaining(open::add);
        }
    }
}

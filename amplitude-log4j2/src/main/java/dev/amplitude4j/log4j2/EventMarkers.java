// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.record.MarkerRules;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;

/**
 * Finds among a record's marker and its parents the one that tells most. Asked for every record on the thread that logs, so it
 * allocates nothing for records that are not ours, but for the copy that Log4j makes of the parents of a marker that has some,
 * and unless these have parents again. Without state.
 */
final class EventMarkers {

    private EventMarkers() {}

    /** The name of the most telling marker of ours, or null if the record is no event. */
    static String strongest(LogEvent record, MarkerRules rules) {
        Marker marker = record.getMarker();
        if (marker == null) {
            return null;
        }
        String strongest = rules.stronger(null, marker.getName());
        if (marker.hasParents()) {
            for (Marker parent : marker.getParents()) {
                if (parent.hasParents()) {
                    return walk(marker, rules);
                }
                strongest = rules.stronger(strongest, parent.getName());
            }
        }
        return strongest;
    }

    /** Parents of parents may form circles in markers of somebody's own make. */
    private static String walk(Marker start, MarkerRules rules) {
        String strongest = null;
        Set<Marker> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Marker> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            Marker marker = open.poll();
            if (seen.add(marker)) {
                strongest = rules.stronger(strongest, marker.getName());
                if (marker.hasParents()) {
                    Collections.addAll(open, marker.getParents());
                }
            }
        }
        return strongest;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.amplitude4j.record.MarkerRules;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.slf4j.Marker;

/**
 * Finds among a record's markers and their references the one that tells most. Asked for every record on the thread that logs,
 * so it allocates nothing for records that are not ours, unless their marker's references have references again. Without state.
 */
@SuppressWarnings("deprecation") // of references as such, in SLF4J 2.0.20; nothing replaces them
final class EventMarkers {

    private static final boolean HAS_MARKER_LIST = hasMarkerList();

    private EventMarkers() {}

    /** The name of the most telling marker of ours, or null if the record is no event. */
    static String strongest(ILoggingEvent record, MarkerRules rules) {
        return HAS_MARKER_LIST ? MarkerList.strongest(record, rules) : strongest(null, single(record), rules);
    }

    /** The only one on Logback 1.2; deprecated later, where it is not asked. */
    private static Marker single(ILoggingEvent record) {
        return record.getMarker();
    }

    /** Markers refer to plain ones as a rule: one loop, whose iterator the compiler takes apart. */
    private static String strongest(String best, Marker marker, MarkerRules rules) {
        if (marker == null) {
            return best;
        }
        String strongest = rules.stronger(best, marker.getName());
        if (marker.hasReferences()) {
            for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
                Marker reference = references.next();
                if (reference.hasReferences()) {
                    return walk(best, marker, rules);
                }
                strongest = rules.stronger(strongest, reference.getName());
            }
        }
        return strongest;
    }

    /** References of references, which may form circles: remembers where it was, and so allocates. */
    private static String walk(String best, Marker start, MarkerRules rules) {
        String strongest = best;
        Set<Marker> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Marker> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            Marker marker = open.poll();
            if (seen.add(marker)) {
                strongest = rules.stronger(strongest, marker.getName());
                marker.iterator().forEachRemaining(open::add);
            }
        }
        return strongest;
    }

    private static boolean hasMarkerList() {
        try {
            ILoggingEvent.class.getMethod("getMarkerList");
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** Logback 1.3 and later; a class of its own, so that 1.2 never links the call. */
    private static final class MarkerList {
        static String strongest(ILoggingEvent record, MarkerRules rules) {
            List<Marker> markers = record.getMarkerList();
            if (markers == null) {
                return null;
            }
            String best = null;
            for (int i = 0; i < markers.size(); i++) {
                best = EventMarkers.strongest(best, markers.get(i), rules);
            }
            return best;
        }
    }
}

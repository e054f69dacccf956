// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts distinct event names and lets through only so many, because Amplitude shows 2,000 per project and a name that carries
 * data would use them up within minutes. Asked on the thread that logs; a known name costs no lock. Thread-safe.
 */
final class EventTypeFuse {

    private final int maxEventTypes;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile boolean blown;

    EventTypeFuse(int maxEventTypes) {
        this.maxEventTypes = maxEventTypes;
    }

    /** Whether an event of that name may be sent under it. */
    boolean admits(String eventType) {
        return known.contains(eventType) || (!blown && admitsNew(eventType));
    }

    private synchronized boolean admitsNew(String eventType) {
        if (known.contains(eventType)) {
            return true;
        }
        blown = known.size() >= maxEventTypes;
        return !blown && known.add(eventType);
    }
}

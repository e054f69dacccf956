// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Remembers for 7 days which insert ids a device has sent and, if asked to, which pairs of event_id and time. Used
 * under the store's lock.
 */
final class Deduplication {

    static final long WINDOW_MILLIS = TimeUnit.DAYS.toMillis(7);

    private record Key(String apiKey, String device, String mark) {}

    private final boolean byEventId;

    /** Oldest first, so that what has expired is found at the head. */
    private final Map<Key, Long> seenAtMillis = new LinkedHashMap<>();

    Deduplication(boolean byEventId) {
        this.byEventId = byEventId;
    }

    /** Says whether the event is new, and remembers it. */
    boolean isNew(String apiKey, StoredEvent event) {
        forgetBefore(event.receivedAtMillis() - WINDOW_MILLIS);
        boolean newInsertId = event.insertId() == null || isNewMark(apiKey, event, event.insertId());
        return newInsertId && (!byEventId || isNewEventId(apiKey, event));
    }

    private boolean isNewEventId(String apiKey, StoredEvent event) {
        JsonNode node = event.node();
        boolean marked = event.deviceId() != null && node.hasNonNull("event_id") && node.hasNonNull("time");
        return !marked || isNewMark(apiKey, event, "event_id " + node.get("event_id") + " at " + node.get("time"));
    }

    private boolean isNewMark(String apiKey, StoredEvent event, String mark) {
        return seenAtMillis.putIfAbsent(new Key(apiKey, device(event), mark), event.receivedAtMillis()) == null;
    }

    /** An event without a device id belongs to a device that the server derives from its user. */
    private static String device(StoredEvent event) {
        return event.deviceId() != null ? event.deviceId() : "user:" + event.userId();
    }

    private void forgetBefore(long millis) {
        Iterator<Long> oldest = seenAtMillis.values().iterator();
        while (oldest.hasNext() && oldest.next() <= millis) {
            oldest.remove();
        }
    }

    void clear() {
        seenAtMillis.clear();
    }
}

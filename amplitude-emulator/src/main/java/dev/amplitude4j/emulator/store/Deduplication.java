// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Remembers for 7 days which insert ids a device has sent. Used under the store's lock. */
final class Deduplication {

    static final long WINDOW_MILLIS = TimeUnit.DAYS.toMillis(7);

    private record Key(String apiKey, String device, String insertId) {}

    /** Oldest first, so that what has expired is found at the head. */
    private final Map<Key, Long> seenAtMillis = new LinkedHashMap<>();

    /** Says whether the event is new, and remembers it. */
    boolean isNew(String apiKey, StoredEvent event) {
        if (event.insertId() == null) {
            return true;
        }
        forgetBefore(event.receivedAtMillis() - WINDOW_MILLIS);
        Key key = new Key(apiKey, device(event), event.insertId());
        return seenAtMillis.putIfAbsent(key, event.receivedAtMillis()) == null;
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

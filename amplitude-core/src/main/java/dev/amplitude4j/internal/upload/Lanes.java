// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.EventIds;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The identities that Amplitude throttles. Their events are set aside, in order, so that nobody else waits for them. Owned by
 * the dispatch thread.
 */
final class Lanes {

    private final PausePolicy policy;
    private final Map<String, PausedLane> byIdentity = new HashMap<>();

    Lanes(PausePolicy policy) {
        this.policy = policy;
    }

    static String userKey(String userId) {
        return "u:" + userId;
    }

    static String deviceKey(String deviceId) {
        return "d:" + deviceId;
    }

    boolean isEmpty() {
        return byIdentity.isEmpty();
    }

    Collection<PausedLane> all() {
        return byIdentity.values();
    }

    /** The lane of an identity that was just throttled. */
    PausedLane throttle(String key, long nowNanos) {
        PausedLane lane = byIdentity.computeIfAbsent(key, k -> new PausedLane(policy));
        lane.throttled(nowNanos);
        return lane;
    }

    PausedLane get(String key) {
        return byIdentity.get(key);
    }

    /** Which events of a batch belong to which paused identity. */
    Map<String, BitSet> pausedEvents(Batch batch) {
        EventIds ids = new RequestIds(Collections.singletonList(batch));
        Map<String, BitSet> paused = new HashMap<>();
        for (int i = 0; i < ids.count(); i++) {
            String key = pausedKey(ids.userId(i), ids.deviceId(i));
            if (key != null) {
                paused.computeIfAbsent(key, k -> new BitSet()).set(i);
            }
        }
        return paused;
    }

    /** Forgets identities that have nothing left to send. */
    void removeEmpty() {
        byIdentity.values().removeIf(paused -> paused.lane.isIdle());
    }

    private String pausedKey(String userId, String deviceId) {
        if (userId != null && byIdentity.containsKey(userKey(userId))) {
            return userKey(userId);
        }
        return deviceId != null && byIdentity.containsKey(deviceKey(deviceId)) ? deviceKey(deviceId) : null;
    }
}

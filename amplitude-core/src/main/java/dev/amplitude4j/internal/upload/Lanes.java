// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.retry.EventIds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The identities that Amplitude throttles. Their events are set aside, in order, so that nobody else waits for them. There is
 * a lane for each up to a bound; those beyond it share one, and so do, while it holds events, the few others that look like
 * them in a table of fixed size. Owned by the dispatch thread.
 */
final class Lanes {

    private static final int OVERFLOW_BUCKETS = 1 << 20;

    private final Supplier<PausePolicy> policy;
    private final int maxLanes;
    private final Map<Long, PausedLane> byKey = new LinkedHashMap<>();
    private PausedLane overflow = new PausedLane();
    private BitSet overflowing = new BitSet();

    Lanes(Supplier<PausePolicy> policy, int maxLanes) {
        this.policy = policy;
        this.maxLanes = maxLanes;
    }

    boolean isEmpty() {
        return byKey.isEmpty() && !isOverflowing();
    }

    /** Whether there were more identities than lanes. */
    boolean isOverflowing() {
        return !overflowing.isEmpty();
    }

    /** Every lane that holds or held events. */
    List<PausedLane> all() {
        List<PausedLane> all = new ArrayList<>(byKey.values());
        if (isOverflowing()) {
            all.add(overflow);
        }
        return all;
    }

    /** The lane of an identity, or null. */
    PausedLane get(long key) {
        PausedLane lane = byKey.get(key);
        return lane == null && overflowing.get(bucket(key)) ? overflow : lane;
    }

    /** The lane of an identity that was just throttled, for {@link #pause}; one that is never paused is forgotten soon. */
    PausedLane laneFor(long key) {
        PausedLane lane = get(key);
        if (lane == null && byKey.size() < maxLanes) {
            lane = new PausedLane();
            byKey.put(key, lane);
        } else if (lane == null) {
            lane = overflow;
            overflowing.set(bucket(key));
        }
        return lane;
    }

    /** Lets a lane rest. */
    void pause(PausedLane lane, boolean quota, int eventsPerSecond, long nowNanos) {
        lane.throttled(policy.get(), quota, eventsPerSecond, nowNanos);
    }

    /** Which events of a batch belong into which lane. */
    Map<PausedLane, BitSet> pausedEvents(EventIds ids) {
        Map<PausedLane, BitSet> paused = new LinkedHashMap<>();
        for (int i = 0; !isEmpty() && i < ids.count(); i++) {
            PausedLane lane = lane(ids.userId(i), ids.deviceId(i));
            if (lane != null) {
                paused.computeIfAbsent(lane, l -> new BitSet()).set(i);
            }
        }
        return paused;
    }

    /** Forgets identities that have nothing left to send. */
    void removeDone(long nowNanos) {
        byKey.values().removeIf(lane -> lane.isDone(nowNanos));
        if (isOverflowing() && overflow.isDone(nowNanos)) {
            overflowing = new BitSet();
            overflow = new PausedLane();
        }
    }

    int pending() {
        return all().stream().mapToInt(Lane::pending).sum();
    }

    long heldBytes() {
        return all().stream().mapToLong(Lane::heldBytes).sum();
    }

    private PausedLane lane(String userId, String deviceId) {
        PausedLane ofUser = userId == null ? null : get(IdentityKey.ofUser(userId));
        return ofUser == null && deviceId != null ? get(IdentityKey.ofDevice(deviceId)) : ofUser;
    }

    private static int bucket(long key) {
        return (int) key & (OVERFLOW_BUCKETS - 1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.retry.EventIds;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The devices that Amplitude silenced within the last hour: their events are not worth a request. Owned by the dispatch thread. */
final class SilencedDevices {

    private static final long REMEMBERED_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int MAX_DEVICES = 10_000;

    private final Map<Long, Long> untilByDevice = new LinkedHashMap<>();

    void silence(String deviceId, long nowNanos) {
        Long key = IdentityKey.ofDevice(deviceId);
        untilByDevice.remove(key);
        untilByDevice.put(key, nowNanos + REMEMBERED_NANOS);
        forgetFirst(untilByDevice.size() - MAX_DEVICES);
    }

    boolean isEmpty() {
        return untilByDevice.isEmpty();
    }

    /** Which events are of a silenced device. */
    BitSet events(EventIds ids, long nowNanos) {
        BitSet silenced = new BitSet();
        untilByDevice.values().removeIf(until -> nowNanos - until >= 0);
        for (int i = 0; !isEmpty() && i < ids.count(); i++) {
            String deviceId = ids.deviceId(i);
            if (deviceId != null && untilByDevice.containsKey(IdentityKey.ofDevice(deviceId))) {
                silenced.set(i);
            }
        }
        return silenced;
    }

    private void forgetFirst(int excess) {
        if (excess > 0) {
            untilByDevice.remove(untilByDevice.keySet().iterator().next());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.List;
import java.util.Map;

/**
 * The identities of one request that are over a limit. Immutable once made.
 *
 * @param devices throttled devices with their events per second
 * @param users throttled users with their events per second
 * @param quotaDevices devices over the daily quota with their events in 24 h
 * @param quotaUsers users over the daily quota with their events in 24 h
 * @param events indices of all events of these identities
 */
record Excess(
        Map<String, Long> devices,
        Map<String, Long> users,
        Map<String, Long> quotaDevices,
        Map<String, Long> quotaUsers,
        List<Integer> events) {

    boolean isEmpty() {
        return devices.isEmpty() && users.isEmpty() && quotaDevices.isEmpty() && quotaUsers.isEmpty();
    }

    String reason(EndpointRules rules) {
        StringBuilder reason = new StringBuilder();
        say(reason, devices, "events/s of a device, more than " + rules.eventsPerSecond());
        say(reason, users, "events/s of a user, more than " + rules.eventsPerSecond());
        say(reason, quotaDevices, "events of a device in 24 h, more than " + rules.dailyQuota());
        say(reason, quotaUsers, "events of a user in 24 h, more than " + rules.dailyQuota());
        return reason.toString();
    }

    private static void say(StringBuilder reason, Map<String, Long> over, String what) {
        if (!over.isEmpty()) {
            Map.Entry<String, Long> first = over.entrySet().iterator().next();
            reason.append(reason.isEmpty() ? "" : "; ").append(first.getKey()).append(": ");
            reason.append(first.getValue()).append(' ').append(what);
            reason.append(over.size() > 1 ? " (and " + (over.size() - 1) + " more)" : "");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What one project has sent to one endpoint lately. Used under the judge's lock. */
final class Usage {

    private static final String PROJECT = "";

    private final EndpointRules rules;
    private final SlidingCounts devices = new SlidingCounts();
    private final SlidingCounts users = new SlidingCounts();
    private final SlidingCounts project = new SlidingCounts();
    private final DailyCounts devicesByDay = new DailyCounts();
    private final DailyCounts usersByDay = new DailyCounts();

    Usage(EndpointRules rules) {
        this.rules = rules;
    }

    /** The identities that would be over a limit if these events were taken. */
    Excess excess(List<SubmittedEvent> events, long nowMillis) {
        Map<String, Integer> byDevice = countsByDevice(events);
        Map<String, Integer> byUser = countsByUser(events);
        Map<String, Long> fastDevices = tooFast(byDevice, devices, nowMillis);
        Map<String, Long> fastUsers = tooFast(byUser, users, nowMillis);
        Map<String, Long> manyOfDevices = tooMany(byDevice, devicesByDay, nowMillis);
        Map<String, Long> manyOfUsers = tooMany(byUser, usersByDay, nowMillis);
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String device = events.get(i).deviceId();
            String user = events.get(i).userId();
            if (fastDevices.containsKey(device)
                    || fastUsers.containsKey(user)
                    || manyOfDevices.containsKey(device)
                    || manyOfUsers.containsKey(user)) {
                indices.add(i);
            }
        }
        return new Excess(fastDevices, fastUsers, manyOfDevices, manyOfUsers, indices);
    }

    private Map<String, Long> tooFast(Map<String, Integer> counts, SlidingCounts before, long nowMillis) {
        Map<String, Long> over = new LinkedHashMap<>();
        if (rules.eventsPerSecond() > 0) {
            counts.forEach((id, events) -> {
                long perSecond = perSecond(before.count(id, nowMillis) + events);
                if (perSecond > rules.eventsPerSecond()) {
                    over.put(id, perSecond);
                }
            });
        }
        return over;
    }

    private Map<String, Long> tooMany(Map<String, Integer> counts, DailyCounts before, long nowMillis) {
        Map<String, Long> over = new LinkedHashMap<>();
        if (rules.dailyQuota() > 0) {
            counts.forEach((id, events) -> {
                long inDay = before.count(id, nowMillis) + events;
                if (inDay > rules.dailyQuota()) {
                    over.put(id, inDay);
                }
            });
        }
        return over;
    }

    /** Events per second of the project, averaged over 30 s, if these events were taken. */
    long projectPerSecond(int events, long nowMillis) {
        return perSecond(project.count(PROJECT, nowMillis) + events);
    }

    /** Rounds up, so that one event over the limit already shows. */
    private static long perSecond(long inWindow) {
        return (inWindow + SlidingCounts.WINDOW_SECONDS - 1) / SlidingCounts.WINDOW_SECONDS;
    }

    void add(List<SubmittedEvent> events, long nowMillis) {
        if (rules.projectEventsPerSecond() > 0) {
            project.add(PROJECT, events.size(), nowMillis);
        }
        Map<String, Integer> byDevice = countsByDevice(events);
        Map<String, Integer> byUser = countsByUser(events);
        if (rules.eventsPerSecond() > 0) {
            byDevice.forEach((id, count) -> devices.add(id, count, nowMillis));
            byUser.forEach((id, count) -> users.add(id, count, nowMillis));
        }
        if (rules.dailyQuota() > 0) {
            byDevice.forEach((id, count) -> devicesByDay.add(id, count, nowMillis));
            byUser.forEach((id, count) -> usersByDay.add(id, count, nowMillis));
        }
    }

    private static Map<String, Integer> countsByDevice(List<SubmittedEvent> events) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        events.stream()
                .map(SubmittedEvent::deviceId)
                .filter(Objects::nonNull)
                .forEach(id -> counts.merge(id, 1, Integer::sum));
        return counts;
    }

    private static Map<String, Integer> countsByUser(List<SubmittedEvent> events) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        events.stream()
                .map(SubmittedEvent::userId)
                .filter(Objects::nonNull)
                .forEach(id -> counts.merge(id, 1, Integer::sum));
        return counts;
    }
}

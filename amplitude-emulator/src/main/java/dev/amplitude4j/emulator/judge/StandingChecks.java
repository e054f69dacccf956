// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import dev.amplitude4j.emulator.store.EventStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks against what was sent before. Used under the judge's lock. */
final class StandingChecks {

    private record Account(String apiKey, String path) {}

    private final Rules rules;
    private final EventStore store;
    private final Map<Account, Usage> usages = new HashMap<>();

    StandingChecks(Rules rules, EventStore store) {
        this.rules = rules;
        this.store = store;
    }

    Answer silencedDevices(Submission s) throws IOException {
        if (rules.silencedDevices().isEmpty()) {
            return null;
        }
        List<SubmittedEvent> events = s.envelope().events();
        Set<String> devices = new LinkedHashSet<>();
        List<Integer> silenced = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            String device = events.get(i).deviceId();
            if (device != null && rules.silencedDevices().contains(device)) {
                devices.add(device);
                silenced.add(i);
            }
        }
        if (devices.isEmpty()) {
            return null;
        }
        int threshold = rules.endpoints().get(s.path()).eventsPerSecond();
        return Answers.silenced(threshold, List.copyOf(devices), silenced, excess(s));
    }

    Answer identityLimits(Submission s) throws IOException {
        Excess excess = excess(s);
        return excess.isEmpty() ? null : Answers.throttled(rules.endpoints().get(s.path()), excess);
    }

    Answer projectLimit(Submission s) throws IOException {
        EndpointRules limits = rules.endpoints().get(s.path());
        long perSecond = usage(s).projectPerSecond(s.envelope().eventCount(), s.receivedAtMillis());
        boolean over = limits.projectEventsPerSecond() > 0 && perSecond > limits.projectEventsPerSecond();
        return over ? Answers.projectThrottled(limits, perSecond) : null;
    }

    Answer storeRoom(Submission s) throws IOException {
        boolean fits = store.hasRoomFor(s.envelope().eventCount(), s.body().length);
        return fits ? null : Answers.error(503, "The emulator's event store is full", store.bounds());
    }

    Answer throttle(Submission s, String userId, String deviceId) {
        EndpointRules limits = rules.endpoints().getOrDefault(s.path(), EndpointRules.httpV2());
        long perSecond = limits.eventsPerSecond() + 1L;
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < s.events().size(); i++) {
            SubmittedEvent event = s.events().get(i);
            if ((userId != null && userId.equals(event.userId()))
                    || (deviceId != null && deviceId.equals(event.deviceId()))) {
                indices.add(i);
            }
        }
        Map<String, Long> devices = deviceId == null ? Map.of() : Map.of(deviceId, perSecond);
        Map<String, Long> users = userId == null ? Map.of() : Map.of(userId, perSecond);
        return Answers.throttled(limits, new Excess(devices, users, Map.of(), Map.of(), indices));
    }

    /** Counts the events of an accepted request against the limits. */
    void accepted(Submission s) throws IOException {
        usage(s).add(s.envelope().events(), s.receivedAtMillis());
    }

    void reset() {
        usages.clear();
    }

    private Excess excess(Submission s) throws IOException {
        return usage(s).excess(s.envelope().events(), s.receivedAtMillis());
    }

    private Usage usage(Submission s) throws IOException {
        return usages.computeIfAbsent(
                new Account(s.envelope().apiKey(), s.path()),
                account -> new Usage(rules.endpoints().get(s.path())));
    }
}

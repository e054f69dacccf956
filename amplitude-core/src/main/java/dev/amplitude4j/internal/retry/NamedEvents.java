// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads which events an answer names, by index, user or device, and what it says of them. Names that are not of the request,
 * and whatever has the wrong type, are ignored. Used once, for one answer.
 */
final class NamedEvents {

    private static final String[] REFUSED_LISTS = {
        "events_with_invalid_fields", "events_with_missing_fields", "events_with_invalid_id_lengths"
    };

    private final AnswerBody body;
    private final EventIds events;
    private final Fate[] fates;
    private final List<String> silencedDevices = new ArrayList<>();

    NamedEvents(AnswerBody body, EventIds events) {
        this.body = body;
        this.events = events;
        this.fates = Verdict.fates(events.count(), Fate.RESEND);
    }

    /** Of the events: what the answer says of each, {@link Fate#RESEND} where it says nothing. */
    Fate[] fates() {
        return fates;
    }

    List<String> silencedDevices() {
        return silencedDevices;
    }

    boolean isAny() {
        return Arrays.stream(fates).anyMatch(fate -> fate != Fate.RESEND);
    }

    /** Marks those that are throttled or have used up their quota of the day. */
    void markThrottled() {
        for (JsonNode index : array(body.node("throttled_events"))) {
            if (isIndex(index)) {
                int i = index.intValue();
                fates[i] = events.deviceId(i) == null ? Fate.PAUSE_USER : Fate.PAUSE_DEVICE;
            }
        }
        markDevices("throttled_devices", Fate.PAUSE_DEVICE);
        markUsers("throttled_users", Fate.PAUSE_USER);
        markDevices("exceeded_daily_quota_devices", Fate.QUOTA_DEVICE);
        markUsers("exceeded_daily_quota_users", Fate.QUOTA_USER);
    }

    /** Marks those that are refused for good. */
    void markRefused() {
        for (String list : REFUSED_LISTS) {
            if (body.node(list).isObject()) {
                body.node(list).forEach(indices -> markIndices(indices, Fate.REJECTED));
            }
        }
        markIndices(body.node("silenced_events"), Fate.SILENCED);
        for (JsonNode name : array(body.node("silenced_devices"))) {
            if (name.isTextual()) {
                markSilenced(name.textValue());
            }
        }
    }

    private void markSilenced(String device) {
        boolean ofRequest = false;
        for (int i = 0; i < fates.length; i++) {
            if (device.equals(events.deviceId(i))) {
                fates[i] = Fate.SILENCED;
                ofRequest = true;
            }
        }
        if (ofRequest) {
            silencedDevices.add(device);
        }
    }

    private void markDevices(String member, Fate fate) {
        JsonNode names = body.node(member);
        for (int i = 0; !names.isEmpty() && i < fates.length; i++) {
            if (events.deviceId(i) != null && names.has(events.deviceId(i))) {
                fates[i] = fate;
            }
        }
    }

    private void markUsers(String member, Fate fate) {
        JsonNode names = body.node(member);
        for (int i = 0; !names.isEmpty() && i < fates.length; i++) {
            if (events.userId(i) != null && names.has(events.userId(i))) {
                fates[i] = fate;
            }
        }
    }

    private void markIndices(JsonNode indices, Fate fate) {
        for (JsonNode index : array(indices)) {
            if (isIndex(index)) {
                fates[index.intValue()] = fate;
            }
        }
    }

    /** Objects can be iterated too, but then it is values without their names. */
    private static JsonNode array(JsonNode node) {
        return node.isArray() ? node : MissingNode.getInstance();
    }

    private boolean isIndex(JsonNode index) {
        return index.isInt() && index.intValue() >= 0 && index.intValue() < fates.length;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Checks of each event by itself. Stateless, any thread. */
final class EventChecks {

    private static final int MAX_DEPTH = 40;

    private static final List<String> IDS = List.of("user_id", "device_id");
    private static final List<String> WHOLE_NUMBERS = List.of("time", "event_id", "session_id");
    private static final List<String> OBJECTS =
            List.of("event_properties", "user_properties", "groups", "group_properties");

    private static final Set<String> RESERVED_TYPES = Set.of(
            "[Amplitude] Start Session",
            "[Amplitude] End Session",
            "[Amplitude] Revenue",
            "[Amplitude] Revenue (Verified)",
            "[Amplitude] Revenue (Unverified)",
            "[Amplitude] Merged User");

    private final Rules rules;

    EventChecks(Rules rules) {
        this.rules = rules;
    }

    Answer missingFields(Submission s) throws IOException {
        Offenders offenders = offenders(s);
        int index = 0;
        for (SubmittedEvent event : s.envelope().events()) {
            if (event.member("event_type") == null) {
                offenders.add("event_type", index, "event_type is missing");
            }
            boolean groupIdentify = "$groupidentify".equals(event.eventType());
            if (!groupIdentify && event.member("user_id") == null && event.member("device_id") == null) {
                offenders.add("user_id", index, "neither user_id nor device_id");
            }
            index++;
        }
        return answer(offenders, "Request missing required field", "events_with_missing_fields");
    }

    Answer invalidFields(Submission s) throws IOException {
        Offenders offenders = offenders(s);
        int index = 0;
        for (SubmittedEvent event : s.envelope().events()) {
            checkEventType(event, index, offenders);
            for (String field : IDS) {
                JsonNode value = event.member(field);
                if (value != null && !value.isTextual() && !value.isNumber()) {
                    offenders.add(field, index, field + " is not a string");
                }
            }
            for (String field : WHOLE_NUMBERS) {
                JsonNode value = event.member(field);
                if (value != null && !(value.isIntegralNumber() && value.canConvertToLong())) {
                    offenders.add(field, index, field + " is not a whole number: " + value);
                }
            }
            for (String field : OBJECTS) {
                checkObject(event, field, index, offenders);
            }
            index++;
        }
        return answer(offenders, "Invalid field values on some events", "events_with_invalid_fields");
    }

    private static void checkEventType(SubmittedEvent event, int index, Offenders offenders) {
        JsonNode type = event.member("event_type");
        if (!type.isTextual() || type.textValue().isEmpty()) {
            offenders.add("event_type", index, "event_type is not a string with characters in it");
        } else if (RESERVED_TYPES.contains(type.textValue())) {
            offenders.add("event_type", index, "event_type \"" + type.textValue() + "\" is reserved");
        }
    }

    private static void checkObject(SubmittedEvent event, String field, int index, Offenders offenders) {
        JsonNode value = event.member(field);
        if (value != null && !value.isObject()) {
            offenders.add(field, index, field + " is not an object");
        } else if (value != null && isDeeperThan(MAX_DEPTH, value)) {
            offenders.add(field, index, field + " is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private static boolean isDeeperThan(int levels, JsonNode container) {
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : container) {
            if (child.isContainerNode() && isDeeperThan(levels - 1, child)) {
                return true;
            }
        }
        return false;
    }

    Answer idLengths(Submission s) throws IOException {
        int minLength = s.envelope().minIdLength();
        Offenders offenders = offenders(s);
        int index = 0;
        for (SubmittedEvent event : s.envelope().events()) {
            for (String field : IDS) {
                String id = event.text(field);
                if (id != null && id.length() < minLength) {
                    offenders.add(field, index, field + " is shorter than " + minLength + " characters");
                }
            }
            index++;
        }
        return answer(offenders, "Invalid id length for user_id or device_id", "events_with_invalid_id_lengths");
    }

    Answer forbiddenIds(Submission s) throws IOException {
        int index = 0;
        for (SubmittedEvent event : s.envelope().events()) {
            for (String field : IDS) {
                String id = event.text(field);
                if (id != null && ForbiddenIds.contains(id)) {
                    String why = "events[" + index + "]: " + field + " \"" + id + "\" is a forbidden placeholder";
                    return Answers.error(400, "Invalid field values on some events", why);
                }
            }
            index++;
        }
        return null;
    }

    private Offenders offenders(Submission s) {
        return new Offenders(rules.endpoints().get(s.path()).reportAllOffenders());
    }

    private static Answer answer(Offenders offenders, String error, String member) {
        return offenders.isEmpty() ? null : Answers.offenders(error, member, offenders);
    }
}

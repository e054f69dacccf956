// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds what would make Amplitude refuse an event, and with it the whole request. Immutable; asked by the encoder on the
 * thread that logs.
 */
final class Validator {

    private static final String GROUP_IDENTIFY = "$groupidentify";
    private static final String RESERVED_PREFIX = "[Amplitude] ";

    /** Event types that only Amplitude itself makes. Source: Amplitude's HTTP V2 page. */
    private static final Set<String> RESERVED = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "[Amplitude] Start Session",
            "[Amplitude] End Session",
            "[Amplitude] Revenue",
            "[Amplitude] Revenue (Verified)",
            "[Amplitude] Revenue (Unverified)",
            "[Amplitude] Merged User")));

    private static final String NO_TYPE = "event_type is missing or blank; give the event a name";
    private static final String RESERVED_TYPE =
            "event_type is a name that Amplitude keeps for itself; choose one that does not begin with [Amplitude]";
    private static final String NO_GROUP = "$groupidentify without a group; call group(type, name)";
    private static final String NO_ID = "neither user_id nor device_id is set; an event needs one of them";

    private final IdRules idRules;
    private final String badUserId;
    private final String badDeviceId;

    Validator(IdRules idRules) {
        this.idRules = idRules;
        String rule = " is shorter than minIdLength=" + idRules.minIdLength()
                + " or a placeholder that Amplitude refuses; send a real id or leave it out";
        badUserId = "user_id" + rule;
        badDeviceId = "device_id" + rule;
    }

    /** What is wrong and what to do about it, without anything that the event contains; null if nothing is. */
    String problem(String eventType, String userId, String deviceId, boolean hasGroup) {
        if (eventType == null || isBlank(eventType)) {
            return NO_TYPE;
        }
        if (eventType.startsWith(RESERVED_PREFIX) && RESERVED.contains(eventType)) {
            return RESERVED_TYPE;
        }
        if (userId != null && !idRules.isUsable(userId)) {
            return badUserId;
        }
        if (deviceId != null && !idRules.isUsable(deviceId)) {
            return badDeviceId;
        }
        if (GROUP_IDENTIFY.equals(eventType)) {
            return hasGroup ? null : NO_GROUP;
        }
        return userId == null && deviceId == null ? NO_ID : null;
    }

    private static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.record.MappingOptions;
import java.util.ArrayList;
import java.util.List;

/** The element {@code <keys>}: by which names the top-level values of an event are known. Each replaces the default, and takes a
 * list. Filled by Joran on the thread that configures. */
public final class KeysSettings {

    private final List<String> userId = new ArrayList<>();
    private final List<String> deviceId = new ArrayList<>();
    private final List<String> sessionId = new ArrayList<>();
    private final List<String> ip = new ArrayList<>();
    private final List<String> insertId = new ArrayList<>();
    private final List<String> time = new ArrayList<>();
    private final List<String> eventType = new ArrayList<>();

    /** With nothing set. */
    public KeysSettings() {}

    /** Names of user ids; default {@code user_id}. May be repeated. */
    public void addUserId(String text) {
        userId.add(text);
    }

    /** Names of device ids; default {@code device_id}. May be repeated. */
    public void addDeviceId(String text) {
        deviceId.add(text);
    }

    /** Names of session ids, the start of the session in milliseconds; default {@code session_id}. May be repeated. */
    public void addSessionId(String text) {
        sessionId.add(text);
    }

    /** Names of IP addresses; default {@code ip}. May be repeated. */
    public void addIp(String text) {
        ip.add(text);
    }

    /** Names of de-duplication keys; default {@code insert_id}. May be repeated. */
    public void addInsertId(String text) {
        insertId.add(text);
    }

    /** Names of event times; default {@code time}. May be repeated. */
    public void addTime(String text) {
        time.add(text);
    }

    /** Names of event types; default {@code event_type}. May be repeated. */
    public void addEventType(String text) {
        eventType.add(text);
    }

    void applyTo(MappingOptions.Builder mapping) {
        mapping.userIdKeys(array(userId))
                .deviceIdKeys(array(deviceId))
                .sessionIdKeys(array(sessionId))
                .ipKeys(array(ip))
                .insertIdKeys(array(insertId))
                .timeKeys(array(time))
                .eventTypeKeys(array(eventType));
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(new String[0]);
    }
}

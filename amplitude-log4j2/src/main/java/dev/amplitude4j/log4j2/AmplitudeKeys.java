// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.record.MappingOptions;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudeKeys>}: by which names the top-level values of an event are known. Each attribute is a list and
 * replaces the default.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudeKeys", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudeKeys implements Builder<AmplitudeKeys> {

    @PluginBuilderAttribute
    private String userId;

    @PluginBuilderAttribute
    private String deviceId;

    @PluginBuilderAttribute
    private String sessionId;

    @PluginBuilderAttribute
    private String ip;

    @PluginBuilderAttribute
    private String insertId;

    @PluginBuilderAttribute
    private String time;

    @PluginBuilderAttribute
    private String eventType;

    private AmplitudeKeys() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudeKeys newBuilder() {
        return new AmplitudeKeys();
    }

    /** Names of user ids; default {@code user_id}. */
    public AmplitudeKeys setUserId(String text) {
        userId = text;
        return this;
    }

    /** Names of device ids; default {@code device_id}. */
    public AmplitudeKeys setDeviceId(String text) {
        deviceId = text;
        return this;
    }

    /** Names of session ids, the start of the session in milliseconds; default {@code session_id}. */
    public AmplitudeKeys setSessionId(String text) {
        sessionId = text;
        return this;
    }

    /** Names of IP addresses; default {@code ip}. */
    public AmplitudeKeys setIp(String text) {
        ip = text;
        return this;
    }

    /** Names of de-duplication keys; default {@code insert_id}. */
    public AmplitudeKeys setInsertId(String text) {
        insertId = text;
        return this;
    }

    /** Names of event times; default {@code time}. */
    public AmplitudeKeys setTime(String text) {
        time = text;
        return this;
    }

    /** Names of event types; default {@code event_type}. */
    public AmplitudeKeys setEventType(String text) {
        eventType = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudeKeys build() {
        return this;
    }

    void applyTo(MappingOptions.Builder mapping) {
        mapping.userIdKeys(userId)
                .deviceIdKeys(deviceId)
                .sessionIdKeys(sessionId)
                .ipKeys(ip)
                .insertIdKeys(insertId)
                .timeKeys(time)
                .eventTypeKeys(eventType);
    }
}

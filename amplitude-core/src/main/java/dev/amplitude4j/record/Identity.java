// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.NameFilter.Action;
import dev.amplitude4j.internal.encode.IdRules;
import dev.amplitude4j.record.MappingWarnings.Reason;

/**
 * Collects who and when one event is about: the top-level values of a record, of which the first writer of each wins whatever
 * alias it used, made fit for Amplitude. Part of a draft; used by one thread at a time.
 */
final class Identity {

    /** What an identity needs to know of the settings. Immutable, shared. */
    static final class Rules {
        final PrivacyFilter privacy;
        final IdRules ids;
        /** Knows placeholders of any length: the hash of {@code null} would look like a good id. */
        final IdRules placeholders = new IdRules(1);

        final IpPolicy ipPolicy;
        final boolean isAnonymousAllowed;
        private final String configuredDeviceId;

        Rules(MappingOptions options, PrivacyFilter privacy) {
            this.privacy = privacy;
            this.ids = new IdRules(options.minIdLength);
            this.ipPolicy = options.ip;
            this.isAnonymousAllowed = options.missingId == MissingIdPolicy.ANONYMOUS;
            this.configuredDeviceId = options.anonymousDeviceId;
        }

        String anonymousDeviceId() {
            return configuredDeviceId != null ? configuredDeviceId : HostId.get();
        }
    }

    private final Rules rules;
    private String eventType;
    private String userId;
    private String deviceId;
    private String insertId;
    private String ip;
    private long sessionIdMillis;
    private long timeMillis;
    private boolean hasSessionId;
    private boolean hasTime;
    private boolean hasIp;

    /** What the event has to do without, or null. */
    private Reason complaint;

    Identity(Rules rules) {
        this.rules = rules;
    }

    void clear() {
        eventType = null;
        userId = null;
        deviceId = null;
        insertId = null;
        ip = null;
        hasSessionId = false;
        hasTime = false;
        hasIp = false;
        complaint = null;
    }

    /** Takes a value under the key it was given by; a blank one, or one whose place is taken, is ignored. */
    void offer(KeyRole role, String key, Object value) {
        switch (role.section) {
            case EVENT_TYPE:
                eventType = eventType != null ? eventType : Scalar.text(value);
                break;
            case USER_ID:
                userId = userId != null ? userId : filteredId(role, key, value);
                break;
            case DEVICE_ID:
                deviceId = deviceId != null ? deviceId : filteredId(role, key, value);
                break;
            case INSERT_ID:
                insertId = insertId != null ? insertId : filteredId(role, key, value);
                break;
            case IP:
                offerIp(role, key, value);
                break;
            case SESSION_ID:
                offerSessionId(role, key, value);
                break;
            default:
                offerTime(role, key, value);
        }
    }

    /** The name given by a key, or null. */
    String eventType() {
        return eventType;
    }

    Reason complaint() {
        return complaint;
    }

    /** Writes times, de-duplication key and address. */
    void writeTo(EventSink sink, long recordMillis) {
        sink.time(hasTime ? timeMillis : recordMillis);
        if (hasSessionId) {
            sink.sessionId(sessionIdMillis);
        }
        if (insertId != null) {
            sink.insertId(insertId);
        }
        if (ip != null) {
            sink.field(EventField.IP, ip);
        }
    }

    /** Writes the usable ids; whether there was one. */
    boolean writeIdsTo(EventSink sink) {
        boolean isUserUsable = rules.ids.isUsable(userId);
        boolean isDeviceUsable = rules.ids.isUsable(deviceId);
        if (isUserUsable) {
            sink.userId(userId);
        }
        if (isDeviceUsable) {
            sink.deviceId(deviceId);
        }
        if ((userId != null && !isUserUsable) || (deviceId != null && !isDeviceUsable)) {
            complaint = Reason.UNUSABLE_ID;
        }
        return isUserUsable || isDeviceUsable;
    }

    /** Gives the event the anonymous device, if the settings allow it; whether they do. */
    boolean writeAnonymousTo(EventSink sink) {
        if (rules.isAnonymousAllowed) {
            sink.deviceId(rules.anonymousDeviceId()).property("anonymous", true);
        }
        return rules.isAnonymousAllowed;
    }

    /** The text of an id; null if it must not be sent. A masked id would make one user of all, so it is left out as well. */
    private String filteredId(KeyRole role, String key, Object value) {
        Action action = rules.privacy.actionFor(key, role.target);
        String text = action == Action.DENY || action == Action.MASK ? null : Scalar.text(value);
        boolean isHashed = action == Action.HASH && rules.placeholders.isUsable(text);
        return isHashed ? rules.privacy.hash(text) : text;
    }

    private boolean isKept(KeyRole role, String key) {
        return rules.privacy.actionFor(key, role.target) == Action.KEEP;
    }

    private void offerIp(KeyRole role, String key, Object value) {
        String text = hasIp ? null : Scalar.text(value);
        if (text == null) {
            return;
        }
        hasIp = true;
        if (!isKept(role, key) || rules.ipPolicy == IpPolicy.DROP) {
            return;
        }
        ip = rules.ipPolicy == IpPolicy.KEEP ? text : IpTruncation.truncate(text);
    }

    private void offerSessionId(KeyRole role, String key, Object value) {
        long millis = hasSessionId ? Scalar.UNREADABLE : readableMillis(role, key, value);
        if (millis != Scalar.UNREADABLE) {
            sessionIdMillis = millis;
            hasSessionId = true;
        }
    }

    private void offerTime(KeyRole role, String key, Object value) {
        long millis = hasTime ? Scalar.UNREADABLE : readableMillis(role, key, value);
        if (millis != Scalar.UNREADABLE) {
            timeMillis = millis;
            hasTime = true;
        }
    }

    private long readableMillis(KeyRole role, String key, Object value) {
        if (!isKept(role, key)) {
            return Scalar.UNREADABLE;
        }
        long millis = Scalar.millis(value);
        if (millis == Scalar.UNREADABLE && Scalar.text(value) != null) {
            complaint = Reason.UNREADABLE_TIME;
        }
        return millis;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.internal.encode.IdRules;
import dev.amplitude4j.options.SettingText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How records become events: every setting of the mapping, with its default. A front end fills the builder from its
 * configuration on the thread that starts it, and reports {@link #problems} as warnings. Immutable.
 *
 * <p>Longer than 250 lines because every setting has a method of its own.
 */
public final class MappingOptions {

    /** Default of {@link Builder#marker}: {@value}. */
    public static final String DEFAULT_MARKER = "AMPLITUDE";

    /** Default of {@link Builder#maxEventTypes}: {@value}. */
    public static final int DEFAULT_MAX_EVENT_TYPES = 500;

    /** Default of {@link Builder#minIdLength}, Amplitude's own: {@value} characters. */
    public static final int DEFAULT_MIN_ID_LENGTH = 5;

    final String marker;
    final List<EventTypeSource> eventTypeFrom;
    final int maxEventTypes;
    final List<String> userIdKeys;
    final List<String> deviceIdKeys;
    final List<String> sessionIdKeys;
    final List<String> ipKeys;
    final List<String> insertIdKeys;
    final List<String> timeKeys;
    final List<String> eventTypeKeys;
    final List<String> mdcEventProperties;
    final List<String> mdcUserProperties;
    final Map<String, String> mdcRename;
    final Map<String, ValueType> mdcTypes;
    final Map<String, Object> eventProperties;
    final Map<String, Object> userProperties;
    final boolean includeErrorMessage;
    final MissingIdPolicy missingId;
    final String anonymousDeviceId;
    final int minIdLength;
    final List<String> deny;
    final List<String> mask;
    final List<String> hash;
    final String hashSalt;
    final IpPolicy ip;
    final List<RecordRule> rules;
    private final List<String> problems;

    private MappingOptions(Builder builder) {
        marker = builder.marker;
        eventTypeFrom = Collections.unmodifiableList(new ArrayList<>(builder.eventTypeFrom));
        maxEventTypes = builder.maxEventTypes;
        userIdKeys = Collections.unmodifiableList(new ArrayList<>(builder.userIdKeys));
        deviceIdKeys = Collections.unmodifiableList(new ArrayList<>(builder.deviceIdKeys));
        sessionIdKeys = Collections.unmodifiableList(new ArrayList<>(builder.sessionIdKeys));
        ipKeys = Collections.unmodifiableList(new ArrayList<>(builder.ipKeys));
        insertIdKeys = Collections.unmodifiableList(new ArrayList<>(builder.insertIdKeys));
        timeKeys = Collections.unmodifiableList(new ArrayList<>(builder.timeKeys));
        eventTypeKeys = Collections.unmodifiableList(new ArrayList<>(builder.eventTypeKeys));
        mdcEventProperties = Collections.unmodifiableList(new ArrayList<>(builder.mdcEventProperties));
        mdcUserProperties = Collections.unmodifiableList(new ArrayList<>(builder.mdcUserProperties));
        mdcRename = Collections.unmodifiableMap(new LinkedHashMap<>(builder.mdcRename));
        mdcTypes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.mdcTypes));
        eventProperties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.eventProperties));
        userProperties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.userProperties));
        includeErrorMessage = builder.includeErrorMessage;
        missingId = builder.missingId;
        anonymousDeviceId = builder.anonymousDeviceId;
        minIdLength = builder.minIdLength;
        deny = Collections.unmodifiableList(new ArrayList<>(builder.deny));
        mask = Collections.unmodifiableList(new ArrayList<>(builder.mask));
        hash = Collections.unmodifiableList(new ArrayList<>(builder.hash));
        hashSalt = builder.hashSalt;
        ip = builder.ip;
        rules = Collections.unmodifiableList(new ArrayList<>(builder.rules));
        problems = Collections.unmodifiableList(new ArrayList<>(builder.text.problems()));
    }

    /** Starts with every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the marker that makes an event of a record. */
    public String marker() {
        return marker;
    }

    /** The least length of a usable id, in characters. */
    public int minIdLength() {
        return minIdLength;
    }

    /** What the builder could not read and replaced by a default or ignored, in words; empty if all is well. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Collects settings. Text that is null, blank, or an unresolved variable counts as not set; text that cannot be read is
     * noted in {@link MappingOptions#problems} and never thrown. A list may be given as {@code "a, b"}, as several strings, or
     * both; name patterns take {@code *} and {@code ?}. Not thread-safe.
     */
    public static final class Builder {
        private final SettingText text = new SettingText();
        private String marker = DEFAULT_MARKER;
        private List<EventTypeSource> eventTypeFrom =
                Arrays.asList(EventTypeSource.KEY, EventTypeSource.MARKER, EventTypeSource.TEMPLATE);
        private int maxEventTypes = DEFAULT_MAX_EVENT_TYPES;
        private List<String> userIdKeys = Collections.singletonList("user_id");
        private List<String> deviceIdKeys = Collections.singletonList("device_id");
        private List<String> sessionIdKeys = Collections.singletonList("session_id");
        private List<String> ipKeys = Collections.singletonList("ip");
        private List<String> insertIdKeys = Collections.singletonList("insert_id");
        private List<String> timeKeys = Collections.singletonList("time");
        private List<String> eventTypeKeys = Collections.singletonList("event_type");
        private final List<String> mdcEventProperties = new ArrayList<>();
        private final List<String> mdcUserProperties = new ArrayList<>();
        private final Map<String, String> mdcRename = new LinkedHashMap<>();
        private final Map<String, ValueType> mdcTypes = new LinkedHashMap<>();
        private final Map<String, Object> eventProperties = new LinkedHashMap<>();
        private final Map<String, Object> userProperties = new LinkedHashMap<>();
        private boolean includeErrorMessage;
        private MissingIdPolicy missingId = MissingIdPolicy.ANONYMOUS;
        private String anonymousDeviceId;
        private int minIdLength = DEFAULT_MIN_ID_LENGTH;
        private final List<String> deny = new ArrayList<>();
        private final List<String> mask = new ArrayList<>();
        private final List<String> hash = new ArrayList<>();
        private String hashSalt;
        private IpPolicy ip = IpPolicy.KEEP;
        private final List<RecordRule> rules = new ArrayList<>();
        private int ruleCount;

        private Builder() {}

        /** Name of the marker that makes an event of a record; {@value MappingOptions#DEFAULT_MARKER} by default. */
        public Builder marker(String name) {
            marker = SettingText.isUnset(name) ? marker : name.trim();
            return this;
        }

        /**
         * Where the event's name comes from, first hit: {@code key, marker, template} by default; {@code message} and
         * {@code logger} can be added. See {@link EventTypeSource}.
         */
        public Builder eventTypeFrom(String... sources) {
            Set<EventTypeSource> read = new LinkedHashSet<>();
            for (String source : SettingText.list(sources)) {
                EventTypeSource known = text.choiceOrNull("eventTypeFrom", source, EventTypeSource.class);
                if (known != null) {
                    read.add(known);
                }
            }
            eventTypeFrom = read.isEmpty() ? eventTypeFrom : new ArrayList<>(read);
            return this;
        }

        /**
         * How many distinct event names are sent; further ones are sent as {@code log_overflow}.
         * {@value MappingOptions#DEFAULT_MAX_EVENT_TYPES} by default, at least 1.
         */
        public Builder maxEventTypes(int names) {
            maxEventTypes = text.atLeast(1, "maxEventTypes", names, maxEventTypes);
            return this;
        }

        /** Keys whose values are user ids; {@code user_id} by default. Replaces the default. */
        public Builder userIdKeys(String... names) {
            userIdKeys = replaced(userIdKeys, names);
            return this;
        }

        /** Keys whose values are device ids; {@code device_id} by default. Replaces the default. */
        public Builder deviceIdKeys(String... names) {
            deviceIdKeys = replaced(deviceIdKeys, names);
            return this;
        }

        /** Keys whose values are session starts, in milliseconds since the epoch; {@code session_id} by default. Replaces the default. */
        public Builder sessionIdKeys(String... names) {
            sessionIdKeys = replaced(sessionIdKeys, names);
            return this;
        }

        /** Keys whose values are IP addresses; {@code ip} by default. Replaces the default. */
        public Builder ipKeys(String... names) {
            ipKeys = replaced(ipKeys, names);
            return this;
        }

        /** Keys whose values are de-duplication keys; {@code insert_id} by default. Replaces the default. */
        public Builder insertIdKeys(String... names) {
            insertIdKeys = replaced(insertIdKeys, names);
            return this;
        }

        /** Keys whose values are times of the event, in milliseconds since the epoch or as a date; {@code time} by default. Replaces the default. */
        public Builder timeKeys(String... names) {
            timeKeys = replaced(timeKeys, names);
            return this;
        }

        /** Keys whose values are event names; {@code event_type} by default. Replaces the default. */
        public Builder eventTypeKeys(String... names) {
            eventTypeKeys = replaced(eventTypeKeys, names);
            return this;
        }

        /** Patterns of names in the diagnostic context that become event properties; none by default. Adds. */
        public Builder mdcEventProperties(String... patterns) {
            mdcEventProperties.addAll(SettingText.list(patterns));
            return this;
        }

        /** Patterns of names in the diagnostic context that are set as user properties; none by default. Adds. */
        public Builder mdcUserProperties(String... patterns) {
            mdcUserProperties.addAll(SettingText.list(patterns));
            return this;
        }

        /**
         * New names for names of the diagnostic context, as {@code "old=new, ..."}. A name written here is let through as an
         * event property even if no pattern matches it. Adds.
         */
        public Builder mdcRename(String... pairs) {
            for (String pair : pairs) {
                text.pairs("mdc rename", pair, mdcRename::put);
            }
            return this;
        }

        /**
         * Types of values of the diagnostic context, as {@code "name=number, other=boolean"}, see {@link ValueType}; text by
         * default. A name written here is let through as an event property even if no pattern matches it. Adds.
         */
        public Builder mdcTypes(String... pairs) {
            for (String pair : pairs) {
                text.pairs("mdc type", pair, this::mdcType);
            }
            return this;
        }

        /** A property of every event, unless the record has one of that name. Adds. */
        public Builder eventProperty(String name, Object value) {
            eventProperties.put(String.valueOf(name), Snapshot.of(value));
            return this;
        }

        /** A property of every event, as {@code name=value}. Adds. */
        public Builder eventProperty(String pair) {
            text.pair("eventProperty", pair, this::eventProperty);
            return this;
        }

        /** A user property set with every event, unless the record sets one of that name. Adds. */
        public Builder userProperty(String name, Object value) {
            userProperties.put(String.valueOf(name), Snapshot.of(value));
            return this;
        }

        /** A user property set with every event, as {@code name=value}. Adds. */
        public Builder userProperty(String pair) {
            text.pair("userProperty", pair, this::userProperty);
            return this;
        }

        /** Whether a throwable's message is sent as {@code error_message}; false by default. Its stack never is. */
        public Builder includeErrorMessage(boolean include) {
            includeErrorMessage = include;
            return this;
        }

        /** What happens to a record without a usable id: {@code anonymous} (default) or {@code drop}. */
        public Builder missingId(String policy) {
            missingId = text.choice("missingId", policy, missingId);
            return this;
        }

        /** The device id of records without a usable id; by default one is derived from the host, the same after restarts. */
        public Builder anonymousDeviceId(String id) {
            anonymousDeviceId = SettingText.isUnset(id) ? anonymousDeviceId : id.trim();
            return this;
        }

        /**
         * The least length of a usable id in characters; {@value MappingOptions#DEFAULT_MIN_ID_LENGTH} by default, at least 1.
         * Must be the same as the client's.
         */
        public Builder minIdLength(int characters) {
            minIdLength = text.atLeast(1, "minIdLength", characters, minIdLength);
            return this;
        }

        /** Patterns of names whose values are left out, beside the ones that always are: passwords, tokens and the like. Adds. */
        public Builder deny(String... patterns) {
            deny.addAll(SettingText.list(patterns));
            return this;
        }

        /** Patterns of names whose values are sent as {@code ****}; none by default. Adds. */
        public Builder mask(String... patterns) {
            mask.addAll(SettingText.list(patterns));
            return this;
        }

        /** Patterns of names whose values are sent as a keyed hash; needs {@link #hashSalt}; none by default. Adds. */
        public Builder hash(String... patterns) {
            hash.addAll(SettingText.list(patterns));
            return this;
        }

        /** The key of {@link #hash}; without it those values are masked. */
        public Builder hashSalt(String salt) {
            hashSalt = SettingText.isUnset(salt) ? hashSalt : salt;
            return this;
        }

        /** What is sent of an IP address: {@code keep} (default), {@code truncate} or {@code drop}. */
        public Builder ip(String policy) {
            ip = text.choice("privacy ip", policy, ip);
            return this;
        }

        /**
         * A rule that makes events of untagged records; of several that fit a record, the first added makes the event. None by
         * default. One that cannot be used is left out, with its problems noted. Adds.
         */
        public Builder rule(RecordRule.Builder rule) {
            List<String> found = rule.problems();
            if (found.isEmpty()) {
                return rule(rule.buildOrNull());
            }
            ruleCount++;
            for (String problem : found) {
                text.note("rule " + ruleCount + ": " + problem + "; the rule is left out");
            }
            return this;
        }

        /** A rule that could be built, see {@link #rule(RecordRule.Builder)}. Adds. */
        public Builder rule(RecordRule rule) {
            ruleCount++;
            rules.add(rule);
            return this;
        }

        /** The settings as they are now. */
        public MappingOptions build() {
            if (anonymousDeviceId != null && !new IdRules(minIdLength).isUsable(anonymousDeviceId)) {
                anonymousDeviceId = null;
                text.note(
                        "anonymousDeviceId: Amplitude does not take it, the host's own id is used; write one of at least "
                                + minIdLength + " characters (minIdLength) that is no placeholder");
            }
            return new MappingOptions(this);
        }

        private void mdcType(String name, String type) {
            mdcTypes.put(name, text.choice("mdc type of " + name, type, ValueType.STRING));
        }

        private static List<String> replaced(List<String> current, String... names) {
            List<String> read = SettingText.list(names);
            return read.isEmpty() ? current : read;
        }
    }
}

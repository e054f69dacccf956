// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.options.SettingText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * Makes an event of records that nobody tagged: those of some loggers whose message fits a regular expression. Its
 * named groups are the event's values, as if they were key-values of the record. Immutable.
 */
public final class RecordRule {

    final List<String> loggers;
    final NamedPattern message;
    final String event;
    final Map<String, ValueType> types;
    final Map<String, Object> eventProperties;

    private RecordRule(Builder builder) {
        loggers = Collections.unmodifiableList(new ArrayList<>(builder.loggers));
        message = builder.pattern;
        event = builder.event;
        types = Collections.unmodifiableMap(new LinkedHashMap<>(builder.types));
        eventProperties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.eventProperties));
    }

    /** Starts with nothing; logger, message and event are required. */
    public static Builder builder() {
        return new Builder();
    }

    /** The event's name. */
    public String event() {
        return event;
    }

    /** Names of the expression's groups, in its order. */
    public List<String> groupNames() {
        return message.names;
    }

    /** The type of a group; text without a hint. */
    public ValueType typeOf(String group) {
        return types.getOrDefault(group, ValueType.STRING);
    }

    /** Whether the rule is for records of that logger. */
    public boolean isForLogger(String name) {
        return new NameGlobs(loggers, false).matches(name);
    }

    /** Whether the expression is found in that message. For checking a rule: it may take long, unlike at work. */
    public boolean fits(String formattedMessage) {
        return message.pattern.matcher(formattedMessage).find();
    }

    @Override
    public String toString() {
        return "rule '" + event + "' for " + String.join(", ", loggers);
    }

    /** Collects a rule; what cannot be read is noted in {@link #problems} and never thrown. Not thread-safe. */
    public static final class Builder {
        private final SettingText text = new SettingText();
        private final List<String> loggers = new ArrayList<>();
        private NamedPattern pattern;
        private boolean hasMessage;
        private String event;
        private final Map<String, ValueType> types = new LinkedHashMap<>();
        private final Map<String, Object> eventProperties = new LinkedHashMap<>();

        private Builder() {}

        /** Names of loggers, with {@code *} and {@code ?}; a list {@code "a, b"} is understood. Adds. */
        public Builder logger(String patterns) {
            loggers.addAll(SettingText.list(patterns));
            return this;
        }

        /**
         * The regular expression, in Java's language without the flag x. It is looked for anywhere in the formatted
         * message. Names of groups may hold letters, digits, {@code _ . -} and {@code $}.
         */
        public Builder message(String regex) {
            hasMessage = regex != null && !regex.trim().isEmpty();
            pattern = hasMessage ? compiled(regex.trim()) : null;
            return this;
        }

        /** The event's name. A group of a name that stands for event names goes before it. */
        public Builder event(String name) {
            event = SettingText.isUnset(name) ? null : name.trim();
            return this;
        }

        /** Types of groups, as {@code "total=number, gift=boolean"}, see {@link ValueType}; text without one. Adds. */
        public Builder types(String pairs) {
            text.pairs("type", pairs, this::readType);
            return this;
        }

        /** The type of a group. Adds. */
        public Builder type(String group, ValueType type) {
            types.put(group, type);
            return this;
        }

        /** A property of the rule's events, unless the record has one of that name. Adds. */
        public Builder eventProperty(String name, Object value) {
            eventProperties.put(String.valueOf(name), Snapshot.of(value));
            return this;
        }

        /** A property of the rule's events, as {@code name=value}. Adds. */
        public Builder eventProperty(String pair) {
            text.pair("eventProperty", pair, this::eventProperty);
            return this;
        }

        /** What keeps the rule from being used, each with what to write instead; empty if it can be. */
        public List<String> problems() {
            List<String> problems = new ArrayList<>(text.problems());
            require(problems, loggers.isEmpty() ? null : loggers, "has no logger; name it, with * if need be");
            require(
                    problems,
                    hasMessage ? this : null,
                    "has no message; write the regular expression that its lines fit");
            require(problems, event, "has no event; write the event's name");
            checkTypes(problems);
            return problems;
        }

        /** The rule, or null if there are {@link #problems}. */
        public RecordRule buildOrNull() {
            return problems().isEmpty() ? new RecordRule(this) : null;
        }

        private static void require(List<String> problems, Object value, String complaint) {
            if (value == null) {
                problems.add(complaint);
            }
        }

        private NamedPattern compiled(String regex) {
            try {
                return NamedPattern.compile(regex);
            } catch (PatternSyntaxException e) {
                String where = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
                text.note("message is no regular expression: " + e.getDescription() + where);
                return null;
            }
        }

        private void checkTypes(List<String> problems) {
            for (String name : types.keySet()) {
                if (pattern != null && !pattern.names.contains(name)) {
                    problems.add(
                            "type: no group of the message is named '" + name + "'; its groups are " + pattern.names);
                }
            }
        }

        private void readType(String name, String type) {
            ValueType known = text.choiceOrNull("type of " + name, type, ValueType.class);
            if (known != null) {
                types.put(name, known);
            }
        }
    }
}

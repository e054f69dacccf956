// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an event of the calls of some methods. Immutable. */
public final class MethodRule {

    private final Place place;
    private final MethodPattern method;
    private final String annotation;
    private final String event;
    private final Moment on;
    private final ValuePath user;
    private final ValuePath device;
    private final List<Binding> properties;
    private final List<Binding> userProperties;
    private final List<Binding> groups;
    private final Map<String, Object> fixed;
    private final List<Comparison> when;
    private final double sample;
    private final int maxPerSecond;
    private final boolean oncePerCallChain;

    private MethodRule(Builder builder) {
        place = builder.place;
        method = builder.method;
        annotation = builder.annotation;
        event = builder.event;
        on = builder.on;
        user = builder.user;
        device = builder.device;
        properties = Collections.unmodifiableList(new ArrayList<>(builder.properties));
        userProperties = Collections.unmodifiableList(new ArrayList<>(builder.userProperties));
        groups = Collections.unmodifiableList(new ArrayList<>(builder.groups));
        fixed = Collections.unmodifiableMap(new LinkedHashMap<>(builder.fixed));
        when = Collections.unmodifiableList(new ArrayList<>(builder.when));
        sample = builder.sample;
        maxPerSecond = builder.maxPerSecond;
        oncePerCallChain = builder.oncePerCallChain;
    }

    /** Starts a rule for the methods of that pattern. */
    public static Builder forMethod(Place place, MethodPattern method) {
        return new Builder(place, method, null);
    }

    /** Starts a rule for the methods that carry the annotation of that binary name, on themselves or on their class. */
    public static Builder forAnnotation(Place place, String annotation) {
        return new Builder(place, null, annotation);
    }

    /** Where the rule stands. */
    public Place place() {
        return place;
    }

    /** The methods by name; null if the rule goes by an {@link #annotation}. */
    public MethodPattern method() {
        return method;
    }

    /** Binary name of the annotation; null if the rule goes by {@link #method}. */
    public String annotation() {
        return annotation;
    }

    /**
     * The event's name; null for the annotation's {@code value}, or without one {@code Class.method} in simple names.
     */
    public String event() {
        return event;
    }

    /** When the event is made. */
    public Moment on() {
        return on;
    }

    /** Where the user id is found; null if it comes from the diagnostic context or is missing. */
    public ValuePath user() {
        return user;
    }

    /** Where the device id is found; null if it is not named. */
    public ValuePath device() {
        return device;
    }

    /** The event's properties, in the order of the file. */
    public List<Binding> properties() {
        return properties;
    }

    /** Properties to set on the user. */
    public List<Binding> userProperties() {
        return userProperties;
    }

    /** The event's groups, by their type. */
    public List<Binding> groups() {
        return groups;
    }

    /** Properties with the same value in every event: texts, numbers, booleans. */
    public Map<String, Object> fixed() {
        return fixed;
    }

    /** What must hold, all of it, for the call to become an event; empty if nothing. */
    public List<Comparison> when() {
        return when;
    }

    /** The share of calls that become events, above 0 and at most 1. */
    public double sample() {
        return sample;
    }

    /** The most events of this rule in one second; 0 for no limit. */
    public int maxPerSecond() {
        return maxPerSecond;
    }

    /** Whether calls of the rule's methods within a call that makes an event make none. */
    public boolean oncePerCallChain() {
        return oncePerCallChain;
    }

    /**
     * All that tells the rule apart: annotations spell out rules that differ in their paths alone, on overloaded methods and
     * on those of another version of a class.
     */
    public String fullText() {
        return this + " " + place + ' ' + on + ' ' + user + ' ' + device + properties + userProperties + groups;
    }

    /** What the rule is for and the event it makes: {@code com.acme.OrderService#place -> Order Placed}. */
    @Override
    public String toString() {
        return (method != null ? method.toString() : "@" + annotation) + " -> "
                + (event == null ? "(by method)" : event);
    }

    /** Collects a rule. Not thread-safe. */
    public static final class Builder {
        private final Place place;
        private final MethodPattern method;
        private final String annotation;
        private String event;
        private Moment on = Moment.RETURN;
        private ValuePath user;
        private ValuePath device;
        private final List<Binding> properties = new ArrayList<>();
        private final List<Binding> userProperties = new ArrayList<>();
        private final List<Binding> groups = new ArrayList<>();
        private final Map<String, Object> fixed = new LinkedHashMap<>();
        private final List<Comparison> when = new ArrayList<>();
        private double sample = 1;
        private int maxPerSecond;
        private boolean oncePerCallChain;

        private Builder(Place place, MethodPattern method, String annotation) {
            this.place = place;
            this.method = method;
            this.annotation = annotation;
        }

        /** The event's name. Default: see {@link MethodRule#event}. */
        public Builder event(String name) {
            event = name;
            return this;
        }

        /** When the event is made. Default: {@link Moment#RETURN}. */
        public Builder on(Moment moment) {
            on = moment;
            return this;
        }

        /** Where the user id is found. Default: not named. */
        public Builder user(ValuePath path) {
            user = path;
            return this;
        }

        /** Where the device id is found. Default: not named. */
        public Builder device(ValuePath path) {
            device = path;
            return this;
        }

        /** Adds a property of the event. */
        public Builder property(String name, ValuePath path) {
            properties.add(new Binding(name, path));
            return this;
        }

        /** Adds a property to set on the user. */
        public Builder userProperty(String name, ValuePath path) {
            userProperties.add(new Binding(name, path));
            return this;
        }

        /** Adds a group. */
        public Builder group(String type, ValuePath path) {
            groups.add(new Binding(type, path));
            return this;
        }

        /** Adds a property with the same value in every event: a text, a number or a boolean. */
        public Builder fixed(String name, Object value) {
            fixed.put(name, value);
            return this;
        }

        /** Adds a condition. */
        public Builder when(Comparison condition) {
            when.add(condition);
            return this;
        }

        /** The share of calls that become events, above 0 and at most 1. Default: 1. */
        public Builder sample(double share) {
            sample = share;
            return this;
        }

        /** The most events in one second; 0, the default, for no limit. */
        public Builder maxPerSecond(int events) {
            maxPerSecond = events;
            return this;
        }

        /** Whether inner calls of the rule's methods make no event. Default: false. */
        public Builder oncePerCallChain(boolean once) {
            oncePerCallChain = once;
            return this;
        }

        /** The rule as it is now. */
        public MethodRule build() {
            return new MethodRule(this);
        }
    }
}

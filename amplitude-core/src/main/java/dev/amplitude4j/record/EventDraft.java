// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.record.MappingWarnings.Reason;
import java.util.Map;

/**
 * Turns one record into calls of a sink: reads the sources in their order, sends each pair to its section, and gives the event
 * its name and identity at the end. Taken from the mapper's pool for one log call; used by one thread at a time.
 */
final class EventDraft<R> {

    static final String OVERFLOW_EVENT_TYPE = "log_overflow";

    /** Where an overflowing event's own name goes. */
    static final String OVERFLOW_PROPERTY = "event_type";

    private static final int MAX_NAME_LENGTH = 1_024;

    private final MappingRules<R> rules;
    private final Identity identity;

    /** Made once for each draft, so that handing them to a reader allocates nothing. */
    private final RecordReader.PairVisitor ownPairs = this::ownPair;

    private final RecordReader.PairVisitor contextPairs = this::contextPair;

    private R record;
    private String markerName;
    private RuleMatch match;
    private MarkerRules.Kind kind;
    private EventSink sink;
    private int contextCount;
    private boolean hasGroup;
    private boolean hasOverflowed;
    private Reason refusal;

    EventDraft(MappingRules<R> rules) {
        this.rules = rules;
        this.identity = new Identity(rules.identity);
    }

    void begin(R newRecord, String newMarkerName) {
        record = newRecord;
        markerName = newMarkerName;
        MarkerRules.Kind named = rules.markers.classify(newMarkerName);
        kind = named == MarkerRules.Kind.NONE ? MarkerRules.Kind.EVENT : named;
    }

    /** Begins the event that a rule makes of an untagged record. */
    void begin(R newRecord, RuleMatch newMatch) {
        record = newRecord;
        match = newMatch;
        kind = MarkerRules.Kind.EVENT;
    }

    /** Forgets the record, so that the pool keeps nothing of it. */
    void clear() {
        record = null;
        markerName = null;
        match = null;
        sink = null;
        contextCount = 0;
        hasGroup = false;
        hasOverflowed = false;
        refusal = null;
        identity.clear();
    }

    /** Why the client must refuse the event, if the mapper knows. */
    Reason refusal() {
        return refusal == null ? Reason.REFUSED : refusal;
    }

    /** What the event has to do without although it was accepted, or null. */
    Reason complaint() {
        return hasOverflowed ? Reason.TOO_MANY_EVENT_TYPES : identity.complaint();
    }

    /** Writes the event as far as the record has it; what the client then misses, it names as it refuses. */
    void writeTo(EventSink target) {
        sink = target;
        readSources();
        identity.writeTo(sink, rules.reader.timeMillis(record));
        boolean hasId = identity.writeIdsTo(sink);
        if (kind == MarkerRules.Kind.GROUP_IDENTIFY) {
            refusal = hasGroup ? null : Reason.NO_GROUP;
        } else if (!hasId && !identity.writeAnonymousTo(sink)) {
            refusal = Reason.NO_USABLE_ID;
        }
        String eventType = eventType();
        if (eventType != null) {
            sink.eventType(eventType);
        }
    }

    private void readSources() {
        if (match != null) {
            match.forEach(ownPairs);
        }
        Object[] arguments = rules.reader.arguments(record);
        readOwnArguments(arguments);
        rules.reader.keyValues(record, ownPairs);
        readOtherArguments(arguments);
        rules.reader.structured(record, ownPairs);
        writeThrowable();
        rules.reader.context(record, contextPairs);
        writeStatics();
    }

    private void readOwnArguments(Object[] arguments) {
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            if (arguments[i] instanceof KeyValue) {
                KeyValue pair = (KeyValue) arguments[i];
                ownPair(pair.name(), pair.value());
            } else if (arguments[i] instanceof KeyValues) {
                ((KeyValues) arguments[i]).asMap().forEach(ownPairs);
            }
        }
    }

    private void readOtherArguments(Object[] arguments) {
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument instanceof Map) {
                GuardedPairs.read((Map<?, ?>) argument, ownPairs);
            } else if (argument instanceof Map.Entry) {
                GuardedPairs.read((Map.Entry<?, ?>) argument, ownPairs);
            } else if (argument != null && !(argument instanceof KeyValue) && !(argument instanceof KeyValues)) {
                LogstashArguments.read(argument, ownPairs);
            }
        }
    }

    private void ownPair(String nullableName, Object value) {
        String name = bounded(nullableName);
        KeyRole role = value == null ? null : rules.roles.roleOf(name);
        if (role == null) {
            return;
        }
        switch (role.section) {
            case PROPERTY:
                writeOwnProperty(name, value);
                break;
            case OPERATION:
                writeOperation(role.operation, role.target, value);
                break;
            default:
                writeElsewhere(role, name, value);
        }
    }

    /** What a plain key of the record becomes: identify records set properties of a user or group by it. */
    private void writeOwnProperty(String name, Object value) {
        if (kind == MarkerRules.Kind.EVENT) {
            sink.property(name, value);
        } else if (kind == MarkerRules.Kind.REVENUE) {
            writeRenamed(name, RevenueKeys.propertyFor(name), value);
        } else {
            writeOperation(PropertyOperation.SET, name, value);
        }
    }

    private void writeOperation(PropertyOperation operation, String name, Object value) {
        if (kind == MarkerRules.Kind.GROUP_IDENTIFY) {
            sink.groupProperty(operation, name, value);
        } else {
            sink.userProperty(operation, name, value);
        }
    }

    /** Top-level values, groups and the other fields. */
    private void writeElsewhere(KeyRole role, String name, Object value) {
        if (role.section == KeyRole.Section.GROUP) {
            Object kept = rules.filtered(name, role.target, value);
            hasGroup |= kept != null;
            sink.group(role.target, kept);
        } else if (role.section == KeyRole.Section.FIELD) {
            sink.field(role.field, rules.filtered(name, role.target, value));
        } else {
            identity.offer(role, name, value);
        }
    }

    private void writeThrowable() {
        String type = rules.reader.thrownType(record);
        if (type == null) {
            return;
        }
        sink.property("error_type", type);
        if (rules.includeErrorMessage) {
            sink.property("error_message", rules.reader.thrownMessage(record));
        }
    }

    private void contextPair(String nullableName, Object value) {
        if (nullableName == null || value == null) {
            return;
        }
        String name = bounded(nullableName);
        ContextRules.Rule rule = rules.context.ruleFor(name);
        if (rule.role != null) {
            writeElsewhere(rule.role, name, value);
        } else if ((rule.isEventProperty || rule.isUserProperty) && contextCount++ < GuardedPairs.MAX_PAIRS) {
            writeContextProperty(rule, name, rule.typed(value));
        }
    }

    private void writeContextProperty(ContextRules.Rule rule, String name, Object value) {
        if (rule.isEventProperty) {
            writeRenamed(name, rule.target, value);
        }
        if (rule.isUserProperty && kind != MarkerRules.Kind.GROUP_IDENTIFY) {
            Object kept = rules.filteredByFormerName(name, rule.target, value);
            sink.userProperty(PropertyOperation.SET, rule.target, kept);
        }
    }

    private void writeStatics() {
        if (match != null) {
            writeStatics(match.rule.propertyNames, match.rule.propertyValues);
        }
        writeStatics(rules.eventPropertyNames, rules.eventPropertyValues);
        for (int i = 0; kind != MarkerRules.Kind.GROUP_IDENTIFY && i < rules.userPropertyNames.length; i++) {
            sink.userProperty(PropertyOperation.SET, rules.userPropertyNames[i], rules.userPropertyValues[i]);
        }
    }

    private void writeStatics(String[] names, Object[] values) {
        for (int i = 0; i < names.length; i++) {
            KeyRole role = rules.roles.roleOf(names[i]);
            if (role.section == KeyRole.Section.PROPERTY || role.section == KeyRole.Section.OPERATION) {
                sink.property(names[i], values[i]);
            } else if (role.section != KeyRole.Section.EVENT_TYPE) {
                writeElsewhere(role, names[i], values[i]);
            }
        }
    }

    /** An event property whose former name counts for privacy too. */
    private void writeRenamed(String formerName, String name, Object value) {
        sink.property(name, rules.filteredByFormerName(formerName, name, value));
    }

    private String eventType() {
        switch (kind) {
            case IDENTIFY:
                return "$identify";
            case GROUP_IDENTIFY:
                return "$groupidentify";
            case REVENUE:
                return "revenue_amount";
            default:
                return ordinaryEventType();
        }
    }

    private String ordinaryEventType() {
        String name = match == null
                ? rules.names.choose(rules.reader, record, markerName, identity.eventType())
                : ruleEventType();
        if (name == null) {
            refusal = Reason.NO_EVENT_TYPE;
            return null;
        }
        if (rules.fuse.admits(name)) {
            return name;
        }
        hasOverflowed = true;
        sink.property(OVERFLOW_PROPERTY, name);
        return OVERFLOW_EVENT_TYPE;
    }

    private String ruleEventType() {
        String keyed = identity.eventType();
        return keyed == null || Scalar.isBlank(keyed) ? match.rule.rule.event : keyed;
    }

    private static String bounded(String name) {
        if (name == null) {
            return "null";
        }
        return name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/**
 * Receives the parts of one event, in any order, and is only valid during the call that hands it out.
 *
 * <p>The same interface is spoken by {@link Event.Builder}, which keeps the parts, and by the encoder, which writes them as
 * JSON at once. Within one section (top level, event properties, each operation on user or group properties, groups) the
 * first writer of a name wins; later ones are ignored. A {@code null} value leaves the name out. Methods never throw because
 * of a value: hostile values are cut, replaced or left out. An operation must not be null.
 *
 * <p>Numbers and flags keep their type, dates and {@code java.time} become ISO 8601, enums, UUIDs and classes their text, maps,
 * collections and arrays objects and lists, anything else its {@code toString()}. Texts and names are cut at 1,024 characters,
 * nesting at 16 levels, containers at 10,000 values in all, sections at 1,000 names; what is cut is counted.
 *
 * <p>Not thread-safe.
 */
public interface EventSink {

    /** The event's name, required. Names that Amplitude reserves are refused when the event is logged. */
    EventSink eventType(String eventType);

    /** The user. An event needs a user id or a device id, each at least {@code minIdLength} characters long. */
    EventSink userId(String userId);

    /** The device. It drives Amplitude's throttling, de-duplication and ordering, so it should be stable. */
    EventSink deviceId(String deviceId);

    /** When the event happened, in milliseconds since the epoch; without it, the moment of the call. */
    EventSink time(long epochMillis);

    /** The start of the session in milliseconds since the epoch; -1 means none. */
    EventSink sessionId(long epochMillis);

    /** The de-duplication key; without it, 128 random bits. */
    EventSink insertId(String insertId);

    /** Any other top-level field. A value of the wrong type is converted where that is exact, else left out and counted. */
    EventSink field(EventField field, Object value);

    /** An event property. */
    EventSink property(String name, Object value);

    /** An event property, without boxing. */
    EventSink property(String name, long value);

    /** An event property, without boxing; {@code NaN} and infinities are left out. */
    EventSink property(String name, double value);

    /** An event property, without boxing. */
    EventSink property(String name, boolean value);

    /** An operation on a user property. */
    EventSink userProperty(PropertyOperation operation, String name, Object value);

    /** Membership in a group: its type, and its name or a collection of names. */
    EventSink group(String type, Object nameOrNames);

    /** An operation on a group property; Amplitude reads these on {@code $groupidentify} events only. */
    EventSink groupProperty(PropertyOperation operation, String name, Object value);
}

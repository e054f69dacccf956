// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** Where the mapper looks for an event's name, in the order that {@link MappingOptions.Builder#eventTypeFrom} gives. */
public enum EventTypeSource {
    /** The key {@code event_type} among the record's own key-values. */
    KEY,
    /** The text after {@code AMPLITUDE:} in the marker's name. */
    MARKER,
    /** The type of a structured message, else the message template without its placeholders. */
    TEMPLATE,
    /** The formatted message. Every distinct text is a new event type, and a project holds 2,000. */
    MESSAGE,
    /** The logger's name. */
    LOGGER
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/**
 * Chooses an event's name from the sources that the settings list, first hit. Asked on the thread that logs; what was seen
 * before costs no allocation. Thread-safe.
 */
final class EventNames {

    private final EventTypeSource[] sources;
    private final MarkerRules markers;
    private final BoundedCache<String> markerNames = new BoundedCache<>();
    private final TemplateCleaner templates = new TemplateCleaner();

    EventNames(MappingOptions options, MarkerRules markers) {
        this.sources = options.eventTypeFrom.toArray(new EventTypeSource[0]);
        this.markers = markers;
    }

    /** The name of an ordinary event; null if no source has one. */
    <R> String choose(RecordReader<? super R> reader, R record, String markerName, String keyed) {
        for (EventTypeSource source : sources) {
            String name = from(source, reader, record, markerName, keyed);
            if (name != null && !Scalar.isBlank(name)) {
                return name.length() > TemplateCleaner.MAX_NAME_LENGTH
                        ? name.substring(0, TemplateCleaner.MAX_NAME_LENGTH)
                        : name;
            }
        }
        return null;
    }

    private <R> String from(
            EventTypeSource source, RecordReader<? super R> reader, R record, String markerName, String keyed) {
        switch (source) {
            case KEY:
                return keyed;
            case MARKER:
                return fromMarker(markerName);
            case TEMPLATE:
                return fromTemplate(reader, record);
            case MESSAGE:
                return reader.formattedMessage(record);
            default:
                return reader.loggerName(record);
        }
    }

    private String fromMarker(String markerName) {
        if (markerName == null) {
            return null;
        }
        String known = markerNames.get(markerName);
        if (known != null) {
            return known;
        }
        String name = markers.eventType(markerName);
        return markerNames.put(markerName, name == null ? "" : name);
    }

    private <R> String fromTemplate(RecordReader<? super R> reader, R record) {
        String type = reader.structuredType(record);
        if (type != null && !Scalar.isBlank(type)) {
            return type;
        }
        String template = reader.template(record);
        return template == null ? null : templates.clean(template);
    }
}

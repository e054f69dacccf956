// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.result.LogResult;
import java.util.function.Consumer;

/**
 * Makes events of tagged log records. A front end holds one per appender and calls it on the thread that logs, once
 * {@link MarkerRules} said that a record is an event. Thread-safe.
 *
 * @param <R> the framework's record
 */
public final class RecordMapper<R> {

    private final RecordReader<? super R> reader;
    private final MarkerRules markers;

    /**
     * @param reader answers the questions about a record
     * @param options the settings; {@link MappingOptions#problems} are the front end's to report
     * @param warnings takes one line of text now and then; called on threads that log, must neither log through the
     *     application's logging nor wait
     */
    public RecordMapper(RecordReader<? super R> reader, MappingOptions options, Consumer<String> warnings) {
        this.reader = reader;
        this.markers = new MarkerRules(options.marker());
    }

    /** The gate that belongs to this mapper's marker. */
    public MarkerRules markerRules() {
        return markers;
    }

    /**
     * Logs the event that a record stands for. Allocates nothing once names and templates have been seen; never throws.
     *
     * @param client where the event goes
     * @param record the record; not kept
     * @param markerName the name that {@link MarkerRules#stronger} chose among the record's markers; null or a foreign name
     *     make an ordinary event without a name from the marker
     * @return what the client said
     */
    public LogResult logTo(EventLog client, R record, String markerName) {
        return client.logEvent(record, (source, sink) -> sink.eventType(reader.template(source)));
    }
}

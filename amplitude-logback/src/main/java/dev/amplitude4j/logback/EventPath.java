// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.amplitude4j.record.MarkerRules;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.registry.Lease;
import dev.amplitude4j.result.Stats;

/** The way of records through a started appender: the gate, the mapper, the client on lease. Thread-safe. */
final class EventPath {

    private final MarkerRules markers;
    private final RecordMapper<ILoggingEvent> mapper;
    private final Lease lease;

    EventPath(RecordMapper<ILoggingEvent> mapper, Lease lease) {
        this.markers = mapper.markerRules();
        this.mapper = mapper;
        this.lease = lease;
    }

    /** Logs the record if it is an event, else does nothing, without allocating; tells which. */
    boolean log(ILoggingEvent record) {
        String markerName = EventMarkers.strongest(record, markers);
        if (markerName == null) {
            return false;
        }
        mapper.logTo(lease.client(), record, markerName);
        return true;
    }

    /** The client's counters, also after the close. */
    Stats stats() {
        return lease.stats();
    }

    /** Gives the client back, once. A record that is on its way meanwhile still gets to the client, which counts it at least. */
    void close() {
        lease.release();
    }
}

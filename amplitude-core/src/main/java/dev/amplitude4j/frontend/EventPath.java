// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.frontend;

import dev.amplitude4j.record.MarkerRules;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.record.RuleCounts;
import dev.amplitude4j.registry.Lease;
import dev.amplitude4j.result.Stats;
import java.util.List;
import java.util.function.BiFunction;

/** The way of records through a started front end: the gate, the mapper, the client on lease. Thread-safe. */
final class EventPath<R> {

    private final BiFunction<R, MarkerRules, String> gate;
    private final MarkerRules markers;
    private final RecordMapper<R> mapper;
    private final Lease lease;
    private final boolean hasRules;

    EventPath(BiFunction<R, MarkerRules, String> gate, RecordMapper<R> mapper, Lease lease) {
        this.gate = gate;
        this.markers = mapper.markerRules();
        this.mapper = mapper;
        this.lease = lease;
        this.hasRules = mapper.hasRules();
    }

    /** Logs the record if it is an event, else does nothing, without allocating; tells which. */
    boolean log(R record) {
        String markerName = gate.apply(record, markers);
        if (markerName == null) {
            return hasRules && mapper.logUntagged(lease, record);
        }
        mapper.logTo(lease, record, markerName);
        return true;
    }

    /** The counters of the rules for untagged records. */
    List<RuleCounts> ruleCounts() {
        return mapper.ruleCounts();
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

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.result.LogResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One mapper over fake records, and a client that keeps what it is given and refuses what Amplitude would. */
final class MapperFixture implements EventLog {

    final List<String> warnings = new ArrayList<>();
    final AtomicLong nanos = new AtomicLong(1);
    final RecordMapper<FakeRecord> mapper;
    RecordedEvent last;

    MapperFixture(MappingOptions.Builder options) {
        mapper = new RecordMapper<>(new FakeRecord.Reader(), options.build(), warnings::add, nanos::get);
    }

    static MapperFixture withDefaults() {
        return new MapperFixture(MappingOptions.builder());
    }

    RecordedEvent map(FakeRecord record) {
        return map(record, "AMPLITUDE");
    }

    RecordedEvent map(FakeRecord record, String markerName) {
        log(record, markerName);
        return last;
    }

    LogResult log(FakeRecord record, String markerName) {
        return mapper.logTo(this, record, markerName);
    }

    @Override
    public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
        last = new RecordedEvent();
        writer.write(source, last);
        Object name = last.top.get("event_type");
        boolean hasId = last.top.containsKey("user_id") || last.top.containsKey("device_id");
        boolean isValid = name != null && !name.toString().startsWith("[Amplitude]");
        boolean isWhole = "$groupidentify".equals(name) ? !last.groups.isEmpty() : hasId;
        return isValid && isWhole ? LogResult.ACCEPTED : LogResult.INVALID;
    }
}

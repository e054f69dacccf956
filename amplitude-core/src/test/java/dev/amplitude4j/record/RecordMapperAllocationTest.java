// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.result.LogResult;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class RecordMapperAllocationTest {

    private static final int CALLS = 100_000;

    /** Room for what the measurement itself and the compiler's deoptimisations cost: far less than a byte per call. */
    private static final long TOLERATED_BYTES = 16_384;

    private final MarkerRules markers = new MarkerRules("AMPLITUDE");

    @Test
    void warmTaggedRecord_allocatesNothing() {
        RecordMapper<FakeRecord> mapper = new RecordMapper<>(
                new FakeRecord.Reader(),
                MappingOptions.builder()
                        .mdcEventProperties("tenant")
                        .mdcUserProperties("plan")
                        .eventProperty("service=checkout")
                        .mask("phone")
                        .build(),
                warning -> {});
        FakeRecord record = new FakeRecord(
                        "Order {} placed",
                        kv("total", 42.5),
                        kv("currency", "EUR"),
                        kv("$set.plan", "pro"),
                        kv("group.company", "Acme"),
                        "argument")
                .keyValue("amp.platform", "JVM")
                .context("tenant", "acme")
                .context("plan", "pro");
        EventLog client = new SilentLog();
        assertThat(bytesOf(() -> mapper.logTo(client, record, "AMPLITUDE:Order Placed")))
                .isLessThan(TOLERATED_BYTES);
    }

    @Test
    void untaggedRecordOfALoggerWithoutRules_allocatesNothing() {
        RecordMapper<FakeRecord> mapper = new RecordMapper<>(
                new FakeRecord.Reader(),
                MappingOptions.builder()
                        .rule(RecordRule.builder()
                                .logger("shop.audit.*, bank.*")
                                .message("Order (?<order_id>\\d+)")
                                .event("Order Placed"))
                        .build(),
                warning -> {});
        EventLog client = new SilentLog();
        FakeRecord[] records = new FakeRecord[BoundedCache.MAX_ENTRIES * 3];
        for (int i = 0; i < records.length; i++) { // more loggers than are remembered
            records[i] = new FakeRecord("Order {}");
            records[i].logger = "shop.Logger" + i;
        }
        int[] next = {0};
        assertThat(bytesOf(() -> mapper.logUntagged(client, records[next[0]++ % records.length])))
                .isLessThan(TOLERATED_BYTES);
    }

    @Test
    void gate_allocatesNothing() {
        assertThat(bytesOf(() -> markers.stronger(markers.stronger(null, "AUDIT"), "AMPLITUDE_IDENTIFY")))
                .isLessThan(TOLERATED_BYTES);
    }

    @Test
    void warmPrivacyDecision_allocatesNothing() {
        PrivacyFilter filter =
                new PrivacyFilter(MappingOptions.builder().deny("card*").build(), warning -> {});
        assertThat(bytesOf(() -> filter.actionFor("some_property"))).isLessThan(TOLERATED_BYTES);
    }

    private static long bytesOf(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the first rounds warm up
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /** A client that reads everything and keeps nothing. */
    private static final class SilentLog implements EventLog, EventSink {
        private int calls;

        @Override
        public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
            calls = 0;
            writer.write(source, this);
            return calls > 10 ? LogResult.ACCEPTED : LogResult.INVALID;
        }

        @Override
        public EventSink eventType(String eventType) {
            return counted(eventType);
        }

        @Override
        public EventSink userId(String userId) {
            return counted(userId);
        }

        @Override
        public EventSink deviceId(String deviceId) {
            return counted(deviceId);
        }

        @Override
        public EventSink time(long epochMillis) {
            return counted(this);
        }

        @Override
        public EventSink sessionId(long epochMillis) {
            return counted(this);
        }

        @Override
        public EventSink insertId(String insertId) {
            return counted(insertId);
        }

        @Override
        public EventSink field(EventField field, Object value) {
            return counted(value);
        }

        @Override
        public EventSink property(String name, Object value) {
            return counted(value);
        }

        @Override
        public EventSink property(String name, long value) {
            return counted(name);
        }

        @Override
        public EventSink property(String name, double value) {
            return counted(name);
        }

        @Override
        public EventSink property(String name, boolean value) {
            return counted(name);
        }

        @Override
        public EventSink userProperty(PropertyOperation operation, String name, Object value) {
            return counted(value);
        }

        @Override
        public EventSink group(String type, Object nameOrNames) {
            return counted(nameOrNames);
        }

        @Override
        public EventSink groupProperty(PropertyOperation operation, String name, Object value) {
            return counted(value);
        }

        private EventSink counted(Object part) {
            calls += part == null ? 0 : 1;
            return this;
        }
    }
}

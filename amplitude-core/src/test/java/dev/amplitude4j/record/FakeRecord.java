// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log record of no framework, filled by a test. */
final class FakeRecord {

    static final long TIME_MILLIS = 1_700_000_000_123L;

    record Pair(String name, Object value) {}

    final List<Pair> keyValues = new ArrayList<>();
    final List<Pair> structured = new ArrayList<>();
    final Map<String, Object> context = new LinkedHashMap<>();
    String logger = "shop.Checkout";
    String template;
    String formatted;
    String structuredType;
    Object[] arguments;
    Throwable thrown;

    FakeRecord(String template, Object... arguments) {
        this.template = template;
        this.formatted = "formatted " + template;
        this.arguments = arguments;
        context.put("user_id", "user-42");
    }

    static FakeRecord ofNobody(String template, Object... arguments) {
        FakeRecord record = new FakeRecord(template, arguments);
        record.context.clear();
        return record;
    }

    FakeRecord keyValue(String name, Object value) {
        keyValues.add(new Pair(name, value));
        return this;
    }

    FakeRecord structured(String name, Object value) {
        structured.add(new Pair(name, value));
        return this;
    }

    FakeRecord context(String name, Object value) {
        context.put(name, value);
        return this;
    }

    FakeRecord thrown(Throwable throwable) {
        thrown = throwable;
        return this;
    }

    /** Reads it as a front end would. */
    static class Reader implements RecordReader<FakeRecord> {
        @Override
        public long timeMillis(FakeRecord record) {
            return TIME_MILLIS;
        }

        @Override
        public String loggerName(FakeRecord record) {
            return record.logger;
        }

        @Override
        public String template(FakeRecord record) {
            return record.template;
        }

        @Override
        public String formattedMessage(FakeRecord record) {
            return record.formatted;
        }

        @Override
        public String structuredType(FakeRecord record) {
            return record.structuredType;
        }

        @Override
        public Object[] arguments(FakeRecord record) {
            return record.arguments;
        }

        @Override
        public void keyValues(FakeRecord record, PairVisitor visitor) {
            hand(record.keyValues, visitor);
        }

        @Override
        public void structured(FakeRecord record, PairVisitor visitor) {
            hand(record.structured, visitor);
        }

        @Override
        public void context(FakeRecord record, PairVisitor visitor) {
            record.context.forEach(visitor);
        }

        @Override
        public String thrownType(FakeRecord record) {
            return record.thrown == null ? null : record.thrown.getClass().getName();
        }

        @Override
        public String thrownMessage(FakeRecord record) {
            return record.thrown == null ? null : record.thrown.getMessage();
        }

        private static void hand(List<Pair> pairs, PairVisitor visitor) {
            for (int i = 0; i < pairs.size(); i++) { // no iterator: the allocation test counts bytes
                visitor.pair(pairs.get(i).name(), pairs.get(i).value());
            }
        }
    }
}

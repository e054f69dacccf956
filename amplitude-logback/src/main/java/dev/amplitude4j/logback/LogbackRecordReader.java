// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.amplitude4j.record.RecordReader;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** Answers the mapper's questions about a Logback record, on the thread that logs or on an asynchronous worker. Without state. */
final class LogbackRecordReader implements RecordReader<ILoggingEvent> {

    private static final boolean HAS_KEY_VALUES = hasKeyValues();

    @Override
    public long timeMillis(ILoggingEvent record) {
        return record.getTimeStamp();
    }

    @Override
    public String loggerName(ILoggingEvent record) {
        return record.getLoggerName();
    }

    @Override
    public String template(ILoggingEvent record) {
        return record.getMessage();
    }

    @Override
    public String formattedMessage(ILoggingEvent record) {
        return record.getFormattedMessage();
    }

    @Override
    public String structuredType(ILoggingEvent record) {
        return null;
    }

    @Override
    public Object[] arguments(ILoggingEvent record) {
        return record.getArgumentArray();
    }

    @Override
    public void keyValues(ILoggingEvent record, PairVisitor visitor) {
        if (HAS_KEY_VALUES) {
            FluentPairs.visit(record, visitor);
        }
    }

    @Override
    public void structured(ILoggingEvent record, PairVisitor visitor) {
        // Logback's messages are plain text.
    }

    @Override
    public void context(ILoggingEvent record, PairVisitor visitor) {
        Map<String, String> context = contextOf(record);
        if (context != null) {
            context.forEach(visitor);
        }
    }

    /** Null too where Logback 1.3 or later has no adapter for the MDC, as in a context made by hand: asking throws there. */
    private static Map<String, String> contextOf(ILoggingEvent record) {
        try {
            return record.getMDCPropertyMap();
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    public String thrownType(ILoggingEvent record) {
        IThrowableProxy thrown = record.getThrowableProxy();
        return thrown == null ? null : thrown.getClassName();
    }

    @Override
    public String thrownMessage(ILoggingEvent record) {
        IThrowableProxy thrown = record.getThrowableProxy();
        return thrown == null ? null : thrown.getMessage();
    }

    private static boolean hasKeyValues() {
        try {
            ILoggingEvent.class.getMethod("getKeyValuePairs");
            return true;
        } catch (NoSuchMethodException | LinkageError e) {
            return false;
        }
    }

    /** Logback 1.3 and later; a class of its own, so that 1.2 with SLF4J 1.7 never links what it lacks. */
    private static final class FluentPairs {
        static void visit(ILoggingEvent record, PairVisitor visitor) {
            List<KeyValuePair> pairs = record.getKeyValuePairs();
            if (pairs == null) {
                return;
            }
            for (int i = 0; i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                visitor.pair(pair.key, pair.value);
            }
        }
    }
}

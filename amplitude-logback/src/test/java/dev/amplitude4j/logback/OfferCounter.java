// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Named in the XML of tests, as the last thing in front of the appender: counts what Logback hands to it, over all appenders
 * of a test. Called on the threads that log.
 */
public final class OfferCounter extends Filter<ILoggingEvent> {

    private static final AtomicLong OFFERED = new AtomicLong();
    private static final Set<String> LOGGERS = ConcurrentHashMap.newKeySet();

    static String xml() {
        return "<filter class=\"" + OfferCounter.class.getName() + "\"/>";
    }

    static void reset() {
        OFFERED.set(0);
        LOGGERS.clear();
    }

    static long offered() {
        return OFFERED.get();
    }

    static Set<String> loggers() {
        return LOGGERS;
    }

    @Override
    public FilterReply decide(ILoggingEvent record) {
        OFFERED.incrementAndGet();
        LOGGERS.add(record.getLoggerName());
        return FilterReply.NEUTRAL;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AsyncAppenderBase;
import java.util.Iterator;

/**
 * Notices that an {@code AsyncAppender} stands in front, and warns if that one discards records: from INFO down when its queue
 * is four fifths full, and any with {@code neverBlock}. An appender cannot see its parent when it starts, so this is asked
 * while logging, until it is answered. Thread-safe.
 */
final class AsyncParent {

    private static final String WORKER_PREFIX = "AsyncAppender-Worker-";

    private final AmplitudeAppender appender;
    private volatile boolean settled;

    AsyncParent(AmplitudeAppender appender) {
        this.appender = appender;
    }

    /** Called after each event, on the thread that logged it. */
    void look() {
        if (settled || !Thread.currentThread().getName().startsWith(WORKER_PREFIX)) {
            return;
        }
        settled = true;
        AsyncAppenderBase<?> parent = find();
        if (parent == null || parent.getDiscardingThreshold() != 0 || parent.isNeverBlock()) {
            appender.addWarn("AsyncAppender " + (parent == null ? "" : "[" + parent.getName() + "] ")
                    + "discards events before they get here: INFO and below once its queue is 80% full, unless it has"
                    + " <discardingThreshold>0</discardingThreshold> and neverBlock=false; this appender is asynchronous"
                    + " by itself and needs no AsyncAppender");
        }
    }

    private AsyncAppenderBase<?> find() {
        if (!(appender.getContext() instanceof LoggerContext)) {
            return null;
        }
        LoggerContext context = (LoggerContext) appender.getContext();
        for (ch.qos.logback.classic.Logger logger : context.getLoggerList()) {
            for (Iterator<Appender<ILoggingEvent>> all = logger.iteratorForAppenders(); all.hasNext(); ) {
                Appender<ILoggingEvent> candidate = all.next();
                if (candidate instanceof AsyncAppenderBase && isParent((AsyncAppenderBase<?>) candidate)) {
                    return (AsyncAppenderBase<?>) candidate;
                }
            }
        }
        return null;
    }

    private boolean isParent(AsyncAppenderBase<?> candidate) {
        for (Iterator<? extends Appender<?>> children = candidate.iteratorForAppenders(); children.hasNext(); ) {
            if (children.next() == appender) {
                return true;
            }
        }
        return false;
    }
}

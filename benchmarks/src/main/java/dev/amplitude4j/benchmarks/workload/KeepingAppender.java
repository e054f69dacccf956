// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/** Keeps the last record and does nothing else, lest the compiler finds that Logback need not have made one. Thread-safe. */
public final class KeepingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private volatile ILoggingEvent last;

    @Override
    protected void append(ILoggingEvent logged) {
        last = logged;
    }

    /** The last record; null before the first. */
    public ILoggingEvent last() {
        return last;
    }
}

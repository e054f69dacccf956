// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.amplitude4j.frontend.FrontEnd;
import dev.amplitude4j.record.RuleCounts;
import dev.amplitude4j.result.Stats;
import java.util.List;

/**
 * Sends log records that carry the marker {@code AMPLITUDE}, or that a {@code <rule>} fits, to Amplitude as events. Logback
 * calls {@link #doAppend} on the threads that log, which never wait, never see an exception and pay nothing for other records;
 * it starts and stops the appender on the thread that configures. Thread-safe once started.
 *
 * <pre>{@code
 * <appender name="AMPLITUDE" class="dev.amplitude4j.logback.AmplitudeAppender"/>
 * }</pre>
 *
 * <p>Without an API key, with options that cannot be, or with {@code <enabled>false</enabled>} it starts all the same and does
 * nothing. What it has to say goes to Logback's status channel, as a warning at most. Appenders with equal options share a
 * client, which outlives a reload; when the context stops for good, the client delivers what it holds within
 * {@code <shutdownTimeout>}.
 */
public final class AmplitudeAppender extends AppenderSettings {

    private final FrontEnd<ILoggingEvent> frontEnd =
            new FrontEnd<>(new LogbackRecordReader(), EventMarkers::strongest, new ContextStatus(this));

    private final AsyncParent parent = new AsyncParent(this);

    /** Not configured yet. */
    public AmplitudeAppender() {}

    /** Reads the configuration and takes a client on lease; connects to nothing, and never throws. */
    @Override
    public void start() {
        if (!isStarted()) {
            frontEnd.start(view(), timeout -> ContextOwner.of((LoggerContext) getContext(), timeout));
            super.start();
        }
    }

    /** Gives the client back. Whether that was a reload or the end, the context's listener is told. */
    @Override
    public void stop() {
        super.stop();
        frontEnd.stop();
    }

    /**
     * A snapshot of the counters of the client behind this appender, which appenders with equal options share. After the stop:
     * of the client it had. All zero if it never had one.
     */
    public Stats stats() {
        return frontEnd.stats();
    }

    /** The counters of the rules for untagged records, in the order of the configuration; empty before the first start. */
    public List<RuleCounts> ruleCounts() {
        return frontEnd.ruleCounts();
    }

    @Override
    protected void append(ILoggingEvent record) {
        if (frontEnd.log(record)) {
            parent.look();
        }
    }
}

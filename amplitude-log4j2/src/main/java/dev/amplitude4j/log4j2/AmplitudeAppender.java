// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.frontend.FrontEnd;
import dev.amplitude4j.record.RuleCounts;
import dev.amplitude4j.result.Stats;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;

/**
 * Sends log records that carry the marker {@code AMPLITUDE}, or that a rule fits, to Amplitude as events. Log4j calls {@link #append} on the threads
 * that log, or on its asynchronous worker; they never wait, never see an exception and pay nothing for other records. It
 * starts and stops the appender on the thread that configures. Thread-safe once started.
 *
 * <pre>{@code
 * <Amplitude name="AMPLITUDE"/>
 * }</pre>
 *
 * <p>Without an API key, with options that cannot be, or with {@code enabled="false"} it starts all the same and does nothing.
 * What it has to say goes to Log4j's status logger, as a warning at most. Appenders with equal options share a client, which
 * outlives a reconfiguration; when the context stops for good, the client delivers what it holds within
 * {@code shutdownTimeoutMillis}, however little time Log4j allows.
 */
@Plugin(name = "Amplitude", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE, printObject = true)
public final class AmplitudeAppender extends AbstractAppender {

    private final Builder settings;
    private final Configuration configuration;
    private final FrontEnd<LogEvent> frontEnd =
            new FrontEnd<>(new Log4jRecordReader(), EventMarkers::strongest, new StatusLogging());

    private AmplitudeAppender(Builder settings) {
        super(settings.getName(), settings.getFilter(), null, true, settings.getPropertyArray());
        this.settings = settings;
        this.configuration = settings.getConfiguration();
    }

    /** With nothing set; what is set later than {@link Builder#build} has no effect once the appender is started. */
    @PluginBuilderFactory
    public static Builder newBuilder() {
        return new Builder();
    }

    /** Reads the configuration and takes a client on lease; connects to nothing, and never throws. */
    @Override
    public void start() {
        if (!isStarted()) {
            frontEnd.start(settings.view(), timeout -> ContextOwner.of(context(), timeout));
            super.start();
        }
    }

    /**
     * Gives the client back, and does not wait for it: a reconfiguration starts the new appender before it stops the old one.
     * The time that Log4j allows is for other appenders; at the end of the context its listener drains the client.
     */
    @Override
    public boolean stop(long timeout, TimeUnit timeUnit) {
        setStopping();
        boolean stopped = super.stop(timeout, timeUnit, false);
        frontEnd.stop();
        setStopped();
        return stopped;
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

    /** Called by Log4j for every record, also while and after the appender stops: those are counted. */
    @Override
    public void append(LogEvent record) {
        frontEnd.log(record);
    }

    private LoggerContext context() {
        LoggerContext context = configuration == null ? null : configuration.getLoggerContext();
        return context == null ? LoggerContext.getContext(false) : context;
    }

    /** Collects the settings, for Log4j and for code. */
    public static final class Builder extends AppenderSettings<Builder>
            implements org.apache.logging.log4j.core.util.Builder<AmplitudeAppender> {

        private Builder() {}

        /**
         * The appender, not started.
         *
         * @throws NullPointerException without a name; in a configuration, Log4j tells of that
         */
        @Override
        public AmplitudeAppender build() {
            return new AmplitudeAppender(this);
        }
    }
}

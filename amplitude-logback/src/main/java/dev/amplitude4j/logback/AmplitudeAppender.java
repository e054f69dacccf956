// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.amplitude4j.options.ApiKeyLookup;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.result.Stats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends log records that carry the marker {@code AMPLITUDE} to Amplitude as events. Logback calls {@link #doAppend} on the
 * threads that log, which never wait, never see an exception and pay nothing for other records; it starts and stops the
 * appender on the thread that configures. Thread-safe once started.
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

    /** The one of the last start. Kept after the stop, for records that were on their way and for the counters. */
    private volatile EventPath path;

    private final AsyncParent parent = new AsyncParent(this);
    private final AtomicBoolean failed = new AtomicBoolean();

    /** Not configured yet. */
    public AmplitudeAppender() {}

    /** Reads the configuration and takes a client on lease; connects to nothing, and never throws. */
    @Override
    public void start() {
        if (isStarted()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        try {
            path = null;
            path = open(problems);
        } catch (Throwable e) {
            problems.add("nothing is sent: " + (e instanceof IllegalArgumentException ? e.getMessage() : e.toString()));
        }
        if (!problems.isEmpty()) {
            addWarn(prefix() + String.join("; ", problems));
        }
        super.start();
    }

    /** Gives the client back. Whether that was a reload or the end, the context's listener is told. */
    @Override
    public void stop() {
        super.stop();
        EventPath open = path;
        if (open != null) {
            open.close();
        }
    }

    /**
     * A snapshot of the counters of the client behind this appender, which appenders with equal options share. After the stop:
     * of the client it had. All zero if it never had one.
     */
    public Stats stats() {
        EventPath open = path;
        return open == null ? Stats.none() : open.stats();
    }

    @Override
    protected void append(ILoggingEvent record) {
        EventPath open = path;
        if (open == null) {
            return;
        }
        try {
            if (open.log(record)) {
                parent.look();
            }
        } catch (Throwable e) {
            warnOnce(e);
        }
    }

    private EventPath open(List<String> problems) {
        SettingText read = new SettingText();
        AtomicBoolean on = new AtomicBoolean(true);
        read.flag("enabled", enabled(), on::set);
        if (!on.get()) {
            addInfo(prefix() + "switched off by <enabled>, nothing is sent");
            return null;
        }
        ApiKeyLookup lookup = ApiKeyLookup.of(apiKey(), apiKeyFile());
        if (lookup.problem() != null) {
            problems.add(lookup.problem());
        }
        if (lookup.key() == null) {
            problems.add("no API key, nothing is sent; set <apiKey> or <apiKeyFile>, the environment variable "
                    + ApiKeyLookup.ENVIRONMENT_VARIABLE + " or the system property " + ApiKeyLookup.SYSTEM_PROPERTY);
            return null;
        }
        return open(lookup.key(), read, problems);
    }

    private EventPath open(String key, SettingText read, List<String> problems) {
        Options.Builder collected = clientOptions(key, read);
        MappingOptions mapping = mappingOptions(read);
        problems.addAll(read.problems());
        ContextStatus status = new ContextStatus(this);
        Options options = collected.statusListener(status).build();
        RecordMapper<ILoggingEvent> mapper =
                new RecordMapper<>(new LogbackRecordReader(), mapping, text -> addWarn(prefix() + text));
        ContextOwner owner = ContextOwner.of((LoggerContext) getContext(), options.shutdownTimeout());
        return new EventPath(mapper, ClientRegistry.shared().acquire(options, owner));
    }

    /** A marker of the application's own make may throw, say; the log call must not. */
    private void warnOnce(Throwable e) {
        if (failed.compareAndSet(false, true)) {
            addWarn(prefix() + "a record was lost, reading it failed with "
                    + e.getClass().getName() + "; further ones are lost silently");
        }
    }

    private String prefix() {
        return "amplitude[" + getName() + "]: ";
    }
}

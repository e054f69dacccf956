// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.frontend;

import dev.amplitude4j.options.ApiKeyLookup;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.MarkerRules;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.record.RecordReader;
import dev.amplitude4j.record.RuleCounts;
import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.registry.Lease;
import dev.amplitude4j.registry.LeaseOwner;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What appenders of all frameworks have in common: from the settings to a client on lease, and from a record to the client. An
 * appender holds one; the thread that configures starts and stops it, and any thread logs. Nothing here throws.
 *
 * @param <R> the framework's record
 */
public final class FrontEnd<R> {

    private final RecordReader<R> reader;
    private final BiFunction<R, MarkerRules, String> gate;
    private final StatusListener status;
    private final AtomicBoolean failed = new AtomicBoolean();

    /** The one of the last start. Kept after the stop, for records that were on their way and for the counters. */
    private volatile EventPath<R> path;

    private volatile String prefix = "amplitude: ";

    /**
     * @param reader answers the questions about a record
     * @param gate the name of a record's most telling marker, or null if it is no event; asked for every record, so it should
     *     not allocate
     * @param status the framework's status channel
     */
    public FrontEnd(RecordReader<R> reader, BiFunction<R, MarkerRules, String> gate, StatusListener status) {
        this.reader = reader;
        this.gate = gate;
        this.status = status;
    }

    /**
     * Reads the settings and takes a client on lease; connects to nothing. Where that cannot be, the status channel is told and
     * nothing is sent.
     *
     * @param owner gives whoever is to be named as the holder of the client, which may take so long to end
     */
    public void start(FrontEndSettings settings, Function<Duration, LeaseOwner> owner) {
        prefix = "amplitude[" + settings.name() + "]: ";
        List<String> problems = new ArrayList<>();
        try {
            path = null;
            path = open(settings, owner, problems);
        } catch (Throwable e) {
            problems.add("nothing is sent: " + (e instanceof IllegalArgumentException ? e.getMessage() : e.toString()));
        }
        if (!problems.isEmpty()) {
            status.warn(prefix + String.join("; ", problems));
        }
    }

    /** Gives the client back. A record that is on its way meanwhile still gets to it, and is counted at least. */
    public void stop() {
        EventPath<R> open = path;
        if (open != null) {
            open.close();
        }
    }

    /** Logs the record if it is an event, else does nothing, without allocating; tells which. */
    public boolean log(R record) {
        EventPath<R> open = path;
        if (open == null) {
            return false;
        }
        try {
            return open.log(record);
        } catch (Throwable e) {
            warnOnce(e);
            return false;
        }
    }

    /** The counters of the client, after the stop too; all zero if there never was one. */
    public Stats stats() {
        EventPath<R> open = path;
        return open == null ? Stats.none() : open.stats();
    }

    /** The counters of the rules for untagged records, in the order of the settings; after the stop too. */
    public List<RuleCounts> ruleCounts() {
        EventPath<R> open = path;
        return open == null ? Collections.emptyList() : open.ruleCounts();
    }

    private EventPath<R> open(FrontEndSettings settings, Function<Duration, LeaseOwner> owner, List<String> problems) {
        SettingText read = new SettingText();
        AtomicBoolean on = new AtomicBoolean(true);
        read.flag("enabled", settings.enabled(), on::set);
        if (!on.get()) {
            status.info(prefix + "switched off by the setting enabled, nothing is sent");
            return null;
        }
        ApiKeyLookup lookup = ApiKeyLookup.of(settings.apiKey(), settings.apiKeyFile());
        if (lookup.problem() != null) {
            problems.add(lookup.problem());
        }
        if (lookup.key() == null) {
            problems.add("no API key, nothing is sent; set apiKey or apiKeyFile, the environment variable "
                    + ApiKeyLookup.ENVIRONMENT_VARIABLE + " or the system property " + ApiKeyLookup.SYSTEM_PROPERTY);
            return null;
        }
        Options.Builder collected = settings.clientOptions(lookup.key(), read);
        MappingOptions mapping = settings.mappingOptions(read);
        problems.addAll(read.problems());
        return open(collected.statusListener(status).build(), mapping, owner);
    }

    private EventPath<R> open(Options options, MappingOptions mapping, Function<Duration, LeaseOwner> owner) {
        String warningPrefix = prefix;
        RecordMapper<R> mapper = new RecordMapper<>(reader, mapping, text -> status.warn(warningPrefix + text));
        LeaseOwner holder = owner.apply(options.shutdownTimeout());
        Lease lease = ClientRegistry.shared().acquire(options, holder);
        if (!holder.isLatecomer()) {
            lease.start();
        }
        return new EventPath<>(gate, mapper, lease);
    }

    /** A marker of the application's own make may throw, say; the log call must not. */
    private void warnOnce(Throwable e) {
        if (failed.compareAndSet(false, true)) {
            status.warn(prefix + "a record was lost, reading it failed with "
                    + e.getClass().getName() + "; further ones are lost silently");
        }
    }
}

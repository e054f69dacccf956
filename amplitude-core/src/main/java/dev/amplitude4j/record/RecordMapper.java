// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.ObjectPool;
import dev.amplitude4j.record.MappingWarnings.Reason;
import dev.amplitude4j.result.LogResult;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes events of tagged log records. A front end holds one per appender and calls it on the thread that logs, once
 * {@link MarkerRules} said that a record is an event. Thread-safe.
 *
 * @param <R> the framework's record
 */
public final class RecordMapper<R> {

    private final MappingRules<R> rules;
    private final RecordRules<R> untagged;
    private final MappingWarnings warnings;
    private final ObjectPool<EventDraft<R>> drafts;
    private final EventWriter<EventDraft<R>> writer = new DraftWriter();

    /**
     * @param reader answers the questions about a record
     * @param options the settings; {@link MappingOptions#problems} are the front end's to report
     * @param warnings takes one line of text now and then: about the settings at once, about records at most once a minute for
     *     each reason; called on threads that log, so it must neither wait nor log through the application's logging
     */
    public RecordMapper(RecordReader<? super R> reader, MappingOptions options, Consumer<String> warnings) {
        this(reader, options, warnings, System::nanoTime);
    }

    RecordMapper(
            RecordReader<? super R> reader, MappingOptions options, Consumer<String> warnings, LongSupplier nanoClock) {
        MappingRules<R> mappingRules = new MappingRules<>(reader, options, warnings);
        this.rules = mappingRules;
        this.untagged = options.rules.isEmpty() ? null : new RecordRules<>(reader, options.rules, warnings, nanoClock);
        this.warnings = new MappingWarnings(warnings, nanoClock);
        this.drafts = new ObjectPool<>(() -> new EventDraft<>(mappingRules));
    }

    /** The gate that belongs to this mapper's marker. */
    public MarkerRules markerRules() {
        return rules.markers;
    }

    /**
     * Logs the event that a record stands for. Allocates nothing once the names and templates of records have been seen.
     *
     * @param client where the event goes; it calls back on this thread, and not at all if it is closed or full
     * @param record the record; not kept
     * @param markerName the name that {@link MarkerRules#stronger} chose among the record's markers; null or a foreign name
     *     make an ordinary event without a name from the marker
     * @return what the client said
     */
    public LogResult logTo(EventLog client, R record, String markerName) {
        int place = drafts.take();
        EventDraft<R> draft = drafts.at(place);
        try {
            draft.begin(record, markerName);
            return log(client, draft, record);
        } finally {
            giveBack(place, draft);
        }
    }

    /** Whether there are rules for records that nobody tags; without, {@link #logUntagged} need not be called. */
    public boolean hasRules() {
        return untagged != null;
    }

    /**
     * Logs the event that a rule makes of a record without a marker of ours, or does nothing: then nothing is allocated, unless
     * the record's logger is one that a rule names. A rule that takes too long gives up; see {@link RuleCounts}.
     *
     * @param client where the event goes; it calls back on this thread, and not at all if it is closed or full
     * @param record the record; not kept
     * @return whether a rule fitted
     */
    public boolean logUntagged(EventLog client, R record) {
        RuleMatch match = untagged == null ? null : untagged.match(record);
        if (match == null) {
            return false;
        }
        int place = drafts.take();
        EventDraft<R> draft = drafts.at(place);
        try {
            draft.begin(record, match);
            log(client, draft, record);
            return true;
        } finally {
            giveBack(place, draft);
        }
    }

    /** The counters of every rule, in the order of the options; empty if there are none. */
    public List<RuleCounts> ruleCounts() {
        return untagged == null ? Collections.emptyList() : untagged.counts();
    }

    private void giveBack(int place, EventDraft<R> draft) {
        boolean cleared = false;
        try {
            draft.clear();
            cleared = true;
        } finally {
            drafts.give(place, cleared);
        }
    }

    private LogResult log(EventLog client, EventDraft<R> draft, R record) {
        LogResult result = client.logEvent(draft, writer);
        report(draft, record, result);
        return result;
    }

    private void report(EventDraft<R> draft, R record, LogResult result) {
        Reason reason = result == LogResult.INVALID ? draft.refusal() : draft.complaint();
        if (reason != null) {
            warnings.report(reason, rules.reader.loggerName(record));
        }
    }

    /** Has no state of its own, so one serves all threads. */
    private final class DraftWriter implements EventWriter<EventDraft<R>> {
        @Override
        public void write(EventDraft<R> draft, EventSink sink) {
            draft.writeTo(sink);
        }

        @Override
        public NameFilter nameFilter() {
            return rules.privacy;
        }
    }
}

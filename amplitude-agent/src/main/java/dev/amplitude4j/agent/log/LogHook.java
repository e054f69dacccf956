// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import dev.amplitude4j.agent.call.RecordSink;
import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.weave.LogCall;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.record.RuleCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Makes events of log records, on the threads that log: of those that carry the marker, and of those that a log rule means.
 * Where an application has our appender, its records are left to that.
 */
public final class LogHook implements RecordSink {

    private final Framework[] frameworks = new Framework[LogCall.values().length];
    private final MappingOptions mapping;
    private final EventLog client;
    private final AgentLog log;
    private final LongAdder tagged = new LongAdder();
    private volatile boolean open = true;

    /** Events go to {@code client}. */
    public LogHook(MappingOptions mapping, EventLog client, AgentLog log) {
        this.mapping = mapping;
        this.client = client;
        this.log = log;
    }

    /** Lets records pass unseen, or not any more. Any thread. */
    public void open(boolean on) {
        open = on;
    }

    /** Counters, one line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("tagged records: " + tagged.sum());
        for (LogCall call : LogCall.values()) {
            Framework framework = frameworks[call.number];
            if (framework != null) {
                for (RuleCounts counts : framework.mapper.ruleCounts()) {
                    lines.add("log rule (" + call + ") " + counts);
                }
            }
        }
        return lines;
    }

    @Override
    public void take(int number, Object logger, Object record, Object detail) {
        if (!open) {
            return;
        }
        Framework framework = framework(number);
        if (!framework.isOurs.get(logger.getClass()) || !framework.reader.isLogged(logger, record, detail)) {
            return;
        }
        String markerName = framework.markerName(record);
        if (markerName != null) {
            framework.mapper.logTo(client, record, markerName);
            tagged.increment();
        } else {
            framework.mapper.logUntagged(client, record);
        }
    }

    private Framework framework(int number) {
        Framework known = frameworks[number];
        if (known == null) {
            known = new Framework(reader(number), mapping, log);
            frameworks[number] = known;
        }
        return known;
    }

    private static FrameworkReader reader(int number) {
        if (number == LogCall.LOGBACK.number) {
            return new LogbackReader();
        }
        if (number == LogCall.LOG4J2.number) {
            return new Log4jReader();
        }
        return number == LogCall.JBOSS.number ? new JbossReader() : new JulReader();
    }

    /** What is known of one framework. Two threads may make it twice: either will do. */
    private static final class Framework {
        final FrameworkReader reader;
        final RecordMapper<Object> mapper;

        /** By the class of the logger, so that each application is asked for its own appender. */
        final ClassValue<Boolean> isOurs;

        Framework(FrameworkReader reader, MappingOptions mapping, AgentLog log) {
            this.reader = reader;
            this.mapper = new RecordMapper<>(reader, mapping, log::problem);
            this.isOurs = new ClassValue<Boolean>() {
                @Override
                protected Boolean computeValue(Class<?> logger) {
                    boolean hasAppender = hasAppender(logger.getClassLoader());
                    log.info("log hook: records of " + logger.getName()
                            + (hasAppender ? " are left to the appender" : " are looked at"));
                    return !hasAppender;
                }
            };
        }

        /** The most telling marker's name, or null if the record is not tagged; allocates nothing if it has no marker. */
        String markerName(Object record) {
            if (!reader.hasMarkers(record)) {
                return null;
            }
            MarkerWalk walk = new MarkerWalk(mapper.markerRules());
            reader.markers(record, walk);
            return walk.strongest();
        }

        private boolean hasAppender(ClassLoader loader) {
            if (reader.appender() == null || loader == null) {
                return false;
            }
            try {
                Class.forName(reader.appender(), false, loader);
                return true;
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.record.MappingOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All that the agent is told, as far as it could be read, and the mistakes in the rest. A rule with a mistake is left
 * out; the others stand. Immutable.
 */
public final class Rules {

    private final AgentSettings settings;
    private final List<MethodRule> methods;
    private final List<LogRule> logs;
    private final List<RuleProblem> problems;

    /** The settings, the rules in the order of the file, and what could not be read. */
    public Rules(AgentSettings settings, List<MethodRule> methods, List<LogRule> logs, List<RuleProblem> problems) {
        this.settings = settings;
        this.methods = Collections.unmodifiableList(new ArrayList<>(methods));
        this.logs = Collections.unmodifiableList(new ArrayList<>(logs));
        this.problems = Collections.unmodifiableList(new ArrayList<>(problems));
    }

    /** What is told beside the rules. */
    public AgentSettings settings() {
        return settings;
    }

    /** The rules for methods; a rule is known by its position. */
    public List<MethodRule> methods() {
        return methods;
    }

    /** The rules for log lines. */
    public List<LogRule> logs() {
        return logs;
    }

    /** The mistakes, in the order in which they were met; empty if all is well. */
    public List<RuleProblem> problems() {
        return problems;
    }

    /** Whether log calls are to be woven: there are log rules, or tagged records are asked for. */
    public boolean needLogHook() {
        return !logs.isEmpty() || settings.taggedRecords();
    }

    /** How records become events, log rules included. */
    public MappingOptions mapping() {
        MappingOptions.Builder mapping = settings.mapping();
        for (LogRule log : logs) {
            mapping.rule(log.rule());
        }
        return mapping.build();
    }

    /** How calls become events: as records do, but ids keep their own names, whatever keys records have for them. */
    public MappingOptions callMapping() {
        return settings.mapping()
                .userIdKeys("user_id")
                .deviceIdKeys("device_id")
                .sessionIdKeys("session_id")
                .build();
    }
}

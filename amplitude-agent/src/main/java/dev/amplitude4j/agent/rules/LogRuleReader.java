// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.record.RecordRule;
import dev.amplitude4j.record.ValueType;
import java.util.Locale;
import java.util.Map;

/** Reads one rule for log lines. A rule with a mistake is none. Used on the thread that reads the rules. */
final class LogRuleReader {

    private LogRuleReader() {}

    /** The rule, or null with its mistakes noted. */
    static LogRule read(Reading reading, Node node) {
        int before = reading.count();
        Fields fields = Fields.known(reading, node, "logger", "message", "event", "types", "fixed");
        RecordRule.Builder rule = RecordRule.builder();
        for (String logger : fields.texts("logger")) {
            rule.logger(logger);
        }
        rule.message(fields.text("message")).event(fields.text("event"));
        readTypes(fields, rule);
        for (Map.Entry<String, Object> constant : fields.constants("fixed").entrySet()) {
            rule.eventProperty(constant.getKey(), constant.getValue());
        }
        if (reading.count() == before) {
            for (String problem : rule.problems()) {
                reading.problem(placeOf(fields, problem), problem);
            }
        }
        return reading.count() == before ? new LogRule(fields.place(), rule.buildOrNull()) : null;
    }

    private static void readTypes(Fields fields, RecordRule.Builder rule) {
        Fields types = fields.pairs("types");
        if (types == null) {
            return;
        }
        for (String group : types.names()) {
            String type = types.choice(group, "number", "boolean", "string");
            if (type != null) {
                rule.type(group, ValueType.valueOf(type.toUpperCase(Locale.ROOT)));
            }
        }
    }

    /** A problem begins with the name of what is wrong, or the rule lacks something and its own place is meant. */
    private static Place placeOf(Fields fields, String problem) {
        if (problem.startsWith("type")) {
            return fields.placeOf("types");
        }
        return problem.startsWith("message") ? fields.placeOf("message") : fields.place();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Finds the rule that makes an event of an untagged record. Asked on the thread that logs; a record of a logger that no
 * rule names costs one look-up and no allocation, and is not formatted. Thread-safe.
 */
final class RecordRules<R> {

    private final RecordReader<? super R> reader;
    private final List<ActiveRule> rules = new ArrayList<>();
    private final NameGlobs loggers;
    private final BoundedCache<Boolean> interests = new BoundedCache<>();

    RecordRules(
            RecordReader<? super R> reader,
            List<RecordRule> configured,
            Consumer<String> warnings,
            LongSupplier nanoClock) {
        this.reader = reader;
        List<String> allLoggers = new ArrayList<>();
        for (RecordRule rule : configured) {
            rules.add(new ActiveRule(rule, warnings, nanoClock));
            allLoggers.addAll(rule.loggers);
        }
        this.loggers = new NameGlobs(allLoggers, false);
    }

    /** The first rule that fits, with what its expression found; null if there is none. */
    RuleMatch match(R record) {
        String logger = reader.loggerName(record);
        if (logger == null || !isOfInterest(logger)) {
            return null;
        }
        String message = null;
        for (int i = 0; i < rules.size(); i++) {
            ActiveRule rule = rules.get(i);
            if (rule.isFor(logger)) {
                message = message == null ? reader.formattedMessage(record) : message;
                RuleMatch match = message == null ? null : rule.match(message);
                if (match != null) {
                    return match;
                }
            }
        }
        return null;
    }

    private boolean isOfInterest(String logger) {
        Boolean known = interests.get(logger);
        return known != null ? known : interests.putIfRoom(logger, loggers.matches(logger));
    }

    /** The counters of every rule, in order. */
    List<RuleCounts> counts() {
        List<RuleCounts> counts = new ArrayList<>();
        for (ActiveRule rule : rules) {
            counts.add(rule.counts());
        }
        return counts;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;

/**
 * A rule at work: searches messages within a budget of time, counts, and switches itself off if its expression runs
 * away again and again. Called on threads that log. Thread-safe.
 */
final class ActiveRule {

    /** How long one search may take. Ordinary ones take microseconds. */
    static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How far into a message is searched. */
    static final int MAX_SEARCHED = 16_384;

    /** A search that ran away weighs as much as so many that did not; at three times that the rule is switched off. */
    private static final int WEIGHT = 10;

    private static final int LIMIT = 3 * WEIGHT;

    final RecordRule rule;
    final String[] propertyNames;
    final Object[] propertyValues;
    private final NameGlobs loggers;
    private final Consumer<String> warnings;
    private final LongSupplier nanoClock;
    private final AtomicLong matched = new AtomicLong();
    private final AtomicLong ranAway = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicInteger weight = new AtomicInteger();
    private volatile boolean isOff;

    ActiveRule(RecordRule rule, Consumer<String> warnings, LongSupplier nanoClock) {
        this.rule = rule;
        this.propertyNames = rule.eventProperties.keySet().toArray(new String[0]);
        this.propertyValues = rule.eventProperties.values().toArray();
        this.loggers = new NameGlobs(rule.loggers, false);
        this.warnings = warnings;
        this.nanoClock = nanoClock;
    }

    boolean isFor(String logger) {
        return !isOff && loggers.matches(logger);
    }

    /** What the expression finds in the message; null if nothing, or not in time. */
    RuleMatch match(String message) {
        DeadlineText text =
                new DeadlineText(message, Math.min(message.length(), MAX_SEARCHED), nanoClock, BUDGET_NANOS);
        Matcher matcher = rule.message.pattern.matcher(text);
        boolean found;
        try {
            found = matcher.find();
        } catch (RuntimeException | StackOverflowError e) { // out of time, or a failure of the JDK's
            punish();
            return null;
        }
        forgive();
        if (!found) {
            return null;
        }
        matched.incrementAndGet();
        return new RuleMatch(this, message, matcher);
    }

    void countUnreadable() {
        unreadable.incrementAndGet();
    }

    RuleCounts counts() {
        return new RuleCounts(rule, matched.get(), unreadable.get(), ranAway.get(), isOff);
    }

    private void forgive() {
        int current = weight.get();
        if (current > 0) {
            weight.compareAndSet(current, current - 1);
        }
    }

    private void punish() {
        ranAway.incrementAndGet();
        if (weight.addAndGet(WEIGHT) >= LIMIT) {
            switchOff();
        }
    }

    private synchronized void switchOff() {
        if (isOff) {
            return;
        }
        isOff = true;
        try {
            warnings.accept(rule + " is switched off: its expression took too long on " + ranAway.get()
                    + " messages; avoid repetitions within repetitions, like (a+)+, and say more exactly what may stand"
                    + " between two values");
        } catch (RuntimeException theFrontEnds) {
            isOff = true; // must not reach the caller of a log method
        }
    }
}

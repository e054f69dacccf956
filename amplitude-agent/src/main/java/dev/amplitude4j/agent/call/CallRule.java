// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.agent.rules.MethodRule;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * One rule at work: its gate, its share and cap, its counters, and the switch that turns it off when it fails. Any thread.
 */
public final class CallRule {

    /** Failures one after the other that switch a rule off: {@value}. */
    public static final int MAX_FAILURES_IN_A_ROW = 10;

    /** Milliseconds that a call of a rule may take us on average, over {@link #TIMED_CALLS} of them: {@value}. */
    public static final int MAX_AVERAGE_MILLIS = 1;

    /** After how many timed calls the average is looked at: {@value}. */
    public static final int TIMED_CALLS = 125;

    /** Of so many calls one is timed, since to ask the clock twice takes a good part of an event's time: {@value}. */
    public static final int CALLS_PER_TIMED = 8;

    /** Milliseconds that one timed call counts for at most, since a pause of the JVM is not the rule's: {@value}. */
    public static final int MAX_COUNTED_MILLIS = 40;

    private final MethodRule rule;
    private final int number;

    /** Whether all calls belong to the share; else a throw of the dice, a number of 63 bits, must be below the other. */
    private final boolean isWhole;

    private final long diceBelow;
    private final AtomicInteger methods = new AtomicInteger();
    private final LongAdder events = new LongAdder();
    private final LongAdder unsampled = new LongAdder();
    private final LongAdder capped = new LongAdder();
    private final LongAdder unmet = new LongAdder();
    private final LongAdder unmeant = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicLong spentNanos = new AtomicLong();
    private final AtomicInteger timed = new AtomicInteger();
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger inSecond = new AtomicInteger();

    /** Threads may overwrite each other's, which only makes the timed calls others. */
    private int untimed;

    private volatile String offBecause;

    CallRule(MethodRule rule, int number) {
        this.rule = rule;
        this.number = number;
        this.isWhole = rule.sample() >= 1;
        this.diceBelow = (long) (rule.sample() * 0x1p63);
    }

    MethodRule rule() {
        return rule;
    }

    int number() {
        return number;
    }

    /** Opens or closes the gate, unless the rule was switched off for good. */
    void open(boolean open) {
        Bridge.GATES[number] = (byte) (open && offBecause == null ? 1 : 0);
    }

    void methodWoven() {
        methods.incrementAndGet();
    }

    /** How many methods are woven for it. */
    public int methods() {
        return methods.get();
    }

    /** Whether a call belongs to the share; for rules without a user, decided when the call begins. */
    boolean takesCall() {
        return rule.user() != null || throwsDice();
    }

    /** Whether that user belongs to the share: always or never. A call without one is a throw of the dice. */
    boolean takesUser(Object user) {
        if (isWhole || rule.user() == null) {
            return true;
        }
        if (user == null) {
            return throwsDice();
        }
        double place = ((user.toString().hashCode() * 0x9E3779B9) >>> 8) / (double) (1 << 24);
        return isSampled(place < rule.sample());
    }

    private boolean throwsDice() {
        return isSampled(isWhole || (ThreadLocalRandom.current().nextLong() >>> 1) < diceBelow);
    }

    private boolean isSampled(boolean isWithin) {
        if (!isWithin) {
            unsampled.increment();
        }
        return isWithin;
    }

    /** Whether there is a cap to be asked for. */
    boolean isCapped() {
        return rule.maxPerSecond() != 0;
    }

    /** Whether the cap of the running second leaves room for an event. */
    boolean hasRoom(long nowNanos) {
        long now = nowNanos / TimeUnit.SECONDS.toNanos(1);
        long seen = second.get();
        if (now != seen && second.compareAndSet(seen, now)) {
            inSecond.set(0);
        }
        if (inSecond.incrementAndGet() <= rule.maxPerSecond()) {
            return true;
        }
        capped.increment();
        return false;
    }

    /** The call ended otherwise than the rule means. */
    void notMeant() {
        unmeant.increment();
    }

    /** A condition does not hold. */
    void notMet() {
        unmet.increment();
    }

    void valueMissing() {
        missing.increment();
    }

    /** Whether the call that is about to be looked at is one of those that are timed; asked once for each. */
    boolean isToBeTimed() {
        int now = untimed + 1;
        untimed = now < CALLS_PER_TIMED ? now : 0;
        return now >= CALLS_PER_TIMED;
    }

    /** An event was made, and accepted by the client or not. */
    void made(boolean accepted) {
        if (failuresInARow.get() != 0) {
            failuresInARow.set(0);
        }
        (accepted ? events : refused).increment();
    }

    /** What a timed call took, whether or not it made an event. Returns why the rule is off now, or null. */
    String took(long nanos) {
        long spent = spentNanos.addAndGet(Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(MAX_COUNTED_MILLIS)));
        if (timed.incrementAndGet() < TIMED_CALLS) {
            return null;
        }
        timed.set(0);
        spentNanos.set(0);
        boolean isSlow = spent / TIMED_CALLS > TimeUnit.MILLISECONDS.toNanos(MAX_AVERAGE_MILLIS);
        return isSlow ? switchOff("its events take more than a millisecond on average") : null;
    }

    /** Making an event failed. Returns why the rule is off now, or null. */
    String failed(Throwable e) {
        failures.increment();
        return failuresInARow.incrementAndGet() == MAX_FAILURES_IN_A_ROW
                ? switchOff("it failed " + MAX_FAILURES_IN_A_ROW + " times in a row, last with " + e)
                : null;
    }

    private String switchOff(String reason) {
        offBecause = reason;
        open(false);
        return "rule " + this + " is switched off: " + reason;
    }

    /** Calls that have come to an end, one way or another. */
    private long calls() {
        return events.sum()
                + refused.sum()
                + unsampled.sum()
                + capped.sum()
                + unmet.sum()
                + unmeant.sum()
                + failures.sum();
    }

    /** Counters on one line. */
    public String line() {
        StringBuilder line = new StringBuilder("rule ").append(this).append(':');
        line.append(" methods=").append(methods.get());
        line.append(" calls=").append(calls());
        line.append(" events=").append(events.sum());
        line.append(" refused=").append(refused.sum());
        line.append(" unsampled=").append(unsampled.sum());
        line.append(" capped=").append(capped.sum());
        line.append(" unmet=").append(unmet.sum());
        line.append(" unmeant=").append(unmeant.sum());
        line.append(" missing_values=").append(missing.sum());
        line.append(" failures=").append(failures.sum());
        return line.append(offBecause == null ? "" : " off: " + offBecause).toString();
    }

    /** Place and text of the rule. */
    @Override
    public String toString() {
        return rule.place() + " " + rule;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.bridge;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one class that woven code calls, on the application's threads. In the jar it stands as {@code java.lang.$Amplitude4j}:
 * every class of every loader finds it there, and nothing of the application's class path changes. The agent, inside its own
 * loader, extends it and sets itself as {@link #sink}.
 *
 * <p>It uses types of the JDK alone and no lambda, and lets nothing escape: woven code carries no handler for our failures.
 */
public abstract class Bridge {

    /** How many rules there can be. */
    public static final int MAX_RULES = 1_000;

    /** The largest token of a call that makes no event at its end: only that it ended is of interest. */
    public static final long NO_EVENT = 1;

    /** One byte for each rule: 0 while its calls pass unseen. */
    @SuppressWarnings("MutablePublicArray") // woven code of any package reads it, with one instruction
    public static final byte[] GATES = new byte[MAX_RULES];

    /** How often the agent failed in a way that it did not catch itself. */
    public static final AtomicLong FAILURES = new AtomicLong();

    /** What the agent offers to copies of our library in applications, by name; see {@code MeetingPoint} of the core. */
    public static final ConcurrentHashMap<String, Object> HUB = new ConcurrentHashMap<>();

    /** Takes the calls; null until the agent is ready. */
    public static volatile Bridge sink;

    /** Only for the agent's own class. */
    protected Bridge() {}

    /** A method of that site begins; the values are those that its rule asks for. Returns what {@link #after} is given. */
    protected abstract long begin(int site, Object a, Object b, Object c, Object d);

    /** A method of that site ended; {@code token} is what {@link #begin} returned, and never 0. */
    protected abstract void end(
            int site, long token, Object a, Object b, Object c, Object d, Object result, Throwable thrown);

    /** A logging framework is about to hand a record to its appenders. Returns what {@link #afterLog} is given, or 0. */
    protected abstract int record(int framework, Object logger, Object record, Object detail);

    /** It has done so; {@code token} is what {@link #record} returned. */
    protected abstract void recorded(int token);

    /** Called by woven methods at their begin. */
    public static long before(int site, Object a, Object b, Object c, Object d) {
        Bridge taker = sink;
        if (taker == null) {
            return 0;
        }
        try {
            return taker.begin(site, a, b, c, d);
        } catch (Throwable e) {
            FAILURES.incrementAndGet();
            return 0;
        }
    }

    /** Called by woven methods at their end, unless the begin returned 0. */
    public static void after(
            int site, long token, Object a, Object b, Object c, Object d, Object result, Throwable thrown) {
        Bridge taker = sink;
        if (taker == null) {
            return;
        }
        try {
            taker.end(site, token, a, b, c, d, result, thrown);
        } catch (Throwable e) {
            FAILURES.incrementAndGet();
        }
    }

    /** Called by the woven log call of a framework at its begin. */
    public static int beforeLog(int framework, Object logger, Object record, Object detail) {
        Bridge taker = sink;
        if (taker == null) {
            return 0;
        }
        try {
            return taker.record(framework, logger, record, detail);
        } catch (Throwable e) {
            FAILURES.incrementAndGet();
            return 0;
        }
    }

    /** Called by the woven log call of a framework at its end, unless the begin returned 0. */
    public static void afterLog(int token) {
        Bridge taker = sink;
        if (taker == null) {
            return;
        }
        try {
            taker.recorded(token);
        } catch (Throwable e) {
            FAILURES.incrementAndGet();
        }
    }
}

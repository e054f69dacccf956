// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * One call of a woven method while its event is made, on the thread of the call, or on the one that completes its result. Taken
 * from a pool for that time, and cleared before it goes back.
 */
final class Call {

    private static final int VALUES_AT_FIRST = 16;

    CallSite site;
    long startNanos;
    Object result;
    Throwable thrown;

    /** The plain values that the rule asks for, in the order of the site's names; longer than these. */
    Object[] values = new Object[VALUES_AT_FIRST];

    private long endNanos;
    private Object a;
    private Object b;
    private Object c;
    private Object d;

    /** A call that has begun, or ended. */
    void begin(CallSite ofSite, long beganNanos, Object result, Throwable thrown) {
        if (values.length < ofSite.names.length) {
            values = new Object[ofSite.names.length];
        }
        this.site = ofSite;
        this.startNanos = beganNanos;
        this.endNanos = ofSite.isTimed() ? System.nanoTime() : 0;
        this.result = result;
        this.thrown = thrown;
    }

    /** What its method hands over. */
    void slots(Object first, Object second, Object third, Object fourth) {
        a = first;
        b = second;
        c = third;
        d = fourth;
    }

    /** What was read at its begin, if the result came later: plain by now. */
    void readBefore(Object[] early) {
        System.arraycopy(early, 0, values, 0, early.length);
    }

    /** A copy of what was read so far. */
    Object[] readSoFar() {
        return Arrays.copyOf(values, site.names.length);
    }

    /** Forgets everything of the application's. */
    void clear() {
        Arrays.fill(values, null);
        site = null;
        result = null;
        thrown = null;
        slots(null, null, null, null);
    }

    Object slot(int slot) {
        if (site.handsOverAll && slot != CallSite.THIS_BESIDE_ALL) {
            return ((Object[]) a)[slot];
        }
        switch (slot) {
            case 0:
                return a;
            case 1:
            case CallSite.THIS_BESIDE_ALL:
                return b;
            case 2:
                return c;
            default:
                return d;
        }
    }

    Object durationMillis() {
        return site.isTimed() ? (Object) TimeUnit.NANOSECONDS.toMillis(endNanos - startNanos) : null;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import java.util.concurrent.TimeUnit;

/**
 * One call of a woven method while its event is made, on the thread of the call, or on the one that completes its result. Not
 * kept longer.
 */
final class Call {

    final CallSite site;
    final long startNanos;
    final Object result;
    final Throwable thrown;

    /** The plain values that the rule asks for, in the order of the site's names. */
    final Object[] values;

    private final long endNanos;
    private final Object a;
    private final Object b;
    private final Object c;
    private final Object d;

    Call(CallSite site, long startNanos, Object a, Object b, Object c, Object d, Object result, Throwable thrown) {
        this.site = site;
        this.startNanos = startNanos;
        this.endNanos = site.isTimed() ? System.nanoTime() : 0;
        this.a = a;
        this.b = b;
        this.c = c;
        this.d = d;
        this.result = result;
        this.thrown = thrown;
        this.values = new Object[site.names.length];
    }

    /** The call whose result came later; what belongs to its begin is plain by now, and in {@code early}. */
    Call(CallSite site, long startNanos, Object[] early, Object result, Throwable thrown) {
        this.site = site;
        this.startNanos = startNanos;
        this.endNanos = site.isTimed() ? System.nanoTime() : 0;
        this.a = null;
        this.b = null;
        this.c = null;
        this.d = null;
        this.result = result;
        this.thrown = thrown;
        this.values = early;
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

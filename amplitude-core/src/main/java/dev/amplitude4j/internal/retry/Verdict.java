// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import java.util.Arrays;

/** What an answer means: the fate of every event of the request, and what the endpoint is to be asked next. Immutable. */
public final class Verdict {

    private final Fate[] fates;
    private final Next next;
    private final long minWaitNanos;
    private final boolean ambiguous;
    private final String problem;

    private Verdict(Fate[] fates, Next next, long minWaitNanos, boolean ambiguous, String problem) {
        this.fates = fates;
        this.next = next;
        this.minWaitNanos = minWaitNanos;
        this.ambiguous = ambiguous;
        this.problem = problem;
    }

    /** What the endpoint as a whole is to be asked next. */
    public enum Next {
        /** More: it confirmed. */
        CONFIRMED,
        /** The rest of the request, at once: it refused a part for good reason. */
        AT_ONCE,
        /** The same in smaller requests, at once. */
        SMALLER,
        /** The same in halves, to find the events that it refuses without naming them. */
        BISECT,
        /** The same, after a pause. */
        BACK_OFF,
        /** A probe now and then: the key or the URL is wrong, and only a person can mend that. */
        CONFIGURATION
    }

    static Verdict confirmed(int events) {
        return new Verdict(all(events, Fate.DELIVERED), Next.CONFIRMED, 0, false, null);
    }

    static Verdict backOff(int events, long minWaitNanos, boolean ambiguous, String problem) {
        return new Verdict(all(events, Fate.RESEND), Next.BACK_OFF, minWaitNanos, ambiguous, problem);
    }

    static Verdict configuration(int events, String problem) {
        return new Verdict(all(events, Fate.RESEND), Next.CONFIGURATION, 0, false, problem);
    }

    static Verdict bisect(int events, String problem) {
        return new Verdict(all(events, Fate.RESEND), Next.BISECT, 0, false, problem);
    }

    static Verdict tooLarge(int events, String problem) {
        return events == 1
                ? new Verdict(all(1, Fate.TOO_LARGE), Next.AT_ONCE, 0, false, problem)
                : new Verdict(all(events, Fate.RESEND), Next.SMALLER, 0, false, problem);
    }

    static Verdict partial(Fate[] fates, String problem) {
        return new Verdict(fates, Next.AT_ONCE, 0, false, problem);
    }

    /** Fate of the event at that index of the request. */
    public Fate fate(int index) {
        return fates[index];
    }

    /** Number of events with that fate. */
    public int count(Fate fate) {
        int count = 0;
        for (Fate each : fates) {
            if (each == fate) {
                count++;
            }
        }
        return count;
    }

    /** What to ask next. */
    public Next next() {
        return next;
    }

    /** How long the server asked to be left alone, in nanoseconds; 0 if it did not say. */
    public long minWaitNanos() {
        return minWaitNanos;
    }

    /** Whether the server may have taken the events all the same. */
    public boolean isAmbiguous() {
        return ambiguous;
    }

    /** What went wrong, in words that hold no secret; null if nothing did. */
    public String problem() {
        return problem;
    }

    static Fate[] all(int events, Fate fate) {
        Fate[] fates = new Fate[events];
        Arrays.fill(fates, fate);
        return fates;
    }
}

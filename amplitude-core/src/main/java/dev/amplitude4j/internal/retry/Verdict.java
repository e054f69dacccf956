// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What an answer means: the fate of every event of the request, and what the endpoint is to be asked next. Immutable. */
public final class Verdict {

    private final Fate[] fates;
    private final Next next;
    private final Trouble trouble;
    private final String problem;
    private final long minWaitNanos;
    private final boolean ambiguous;
    private final boolean late;
    private final int eventsPerSecond;
    private final int shortfall;
    private final List<String> silencedDevices;

    private Verdict(Builder b) {
        this.fates = b.fates;
        this.next = b.next;
        this.trouble = b.trouble;
        this.problem = b.problem;
        this.minWaitNanos = b.minWaitNanos;
        this.ambiguous = b.ambiguous;
        this.late = b.late;
        this.eventsPerSecond = b.eventsPerSecond;
        this.shortfall = b.shortfall;
        this.silencedDevices = b.silencedDevices;
    }

    /** What the endpoint as a whole is to be asked next. */
    public enum Next {
        /** More: it confirmed. */
        CONFIRMED,
        /** The rest of the request, at once: it refused or set aside a part for good reason. */
        AT_ONCE,
        /** The same in smaller requests, at once. */
        SMALLER,
        /** The same without compression, at once. */
        PLAIN,
        /** The same in halves, to find the events that it refuses without naming them. */
        BISECT,
        /** The same, after a pause; in halves only if it goes on refusing: this was not Amplitude's way to refuse. */
        BISECT_LATER,
        /** The same, after a pause. */
        BACK_OFF,
        /** The same, after minutes: the URL leads to something else. */
        WRONG_ENDPOINT,
        /** A probe now and then: the key is wrong, and only a person can mend that. */
        CONFIGURATION
    }

    static Builder all(int events, Fate fate, Next next) {
        return of(fates(events, fate), next);
    }

    static Builder of(Fate[] fates, Next next) {
        return new Builder(fates, next);
    }

    static Fate[] fates(int events, Fate fate) {
        Fate[] fates = new Fate[events];
        Arrays.fill(fates, fate);
        return fates;
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

    /** Number of events that are given up. */
    public int countDropped() {
        return (int)
                Arrays.stream(fates).filter(fate -> fate.dropReason() != null).count();
    }

    /** Number of events that the server named: they are given up, or wait for their user or device. */
    public int countNamed() {
        return fates.length - count(Fate.DELIVERED) - count(Fate.RESEND);
    }

    /** Whether some events wait for their user or device. */
    public boolean pausesAny() {
        return Arrays.stream(fates).anyMatch(Fate::isPause);
    }

    /** What to ask next. */
    public Next next() {
        return next;
    }

    /** What kind of trouble it is; null if all is well. */
    public Trouble trouble() {
        return trouble;
    }

    /** What went wrong, in words that hold no secret; null if nothing did. */
    public String problem() {
        return problem;
    }

    /** How long the server asked to be left alone, in nanoseconds; 0 if it did not say. */
    public long minWaitNanos() {
        return minWaitNanos;
    }

    /** Whether the server may have taken the events all the same. */
    public boolean isAmbiguous() {
        return ambiguous;
    }

    /** Whether the attempt ended at its deadline, and not for a connection that was kept too long. */
    public boolean isLate() {
        return late;
    }

    /** How much the server lets one user or device send; 0 if it did not say. */
    public int eventsPerSecond() {
        return eventsPerSecond;
    }

    /** By how many events the server's count of what it took falls short of the request. */
    public int shortfall() {
        return shortfall;
    }

    /** Devices of the request from which the server takes nothing any more. */
    public List<String> silencedDevices() {
        return silencedDevices;
    }

    /** Collects a verdict's parts. Not thread-safe. */
    static final class Builder {
        private final Fate[] fates;
        private final Next next;
        private Trouble trouble;
        private String problem;
        private long minWaitNanos;
        private boolean ambiguous;
        private boolean late;
        private int eventsPerSecond;
        private int shortfall;
        private List<String> silencedDevices = Collections.emptyList();

        private Builder(Fate[] fates, Next next) {
            this.fates = fates;
            this.next = next;
        }

        Builder because(Trouble kind, String words) {
            trouble = kind;
            problem = words;
            return this;
        }

        Builder notBefore(long nanos) {
            minWaitNanos = nanos;
            return this;
        }

        Builder ambiguous(boolean mayHaveArrived) {
            ambiguous = mayHaveArrived;
            return this;
        }

        Builder late(boolean atDeadline) {
            late = atDeadline;
            return this;
        }

        Builder eventsPerSecond(int events) {
            eventsPerSecond = events;
            return this;
        }

        Builder shortfall(int events) {
            shortfall = events;
            return this;
        }

        Builder silencedDevices(List<String> devices) {
            silencedDevices = Collections.unmodifiableList(devices);
            return this;
        }

        Verdict build() {
            return new Verdict(this);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.retry.Backoff;

/**
 * Remembers how the endpoint does, and so when it may be asked again, by how many requests at once and how large. One for all
 * batches, since an endpoint that is down is down for all. Owned by the dispatch thread; times are of the monotonic clock.
 */
final class Breaker {

    private static final int FAILURES_TO_OPEN = 5;
    private static final int SUCCESSES_TO_CLOSE = 3;
    private static final int PROBE_EVENTS = 10;
    private static final int MAX_ROUNDS_AT_ONCE = 10;

    private final Backoff backoff;
    private final Backoff wrongEndpointBackoff;
    private final long configurationProbeNanos;
    private final long refusalProbeNanos;
    private State state = State.CLOSED;
    private int failures;
    private int successes;
    private int roundsAtOnce;
    private int wrongEndpoints;
    private boolean waiting;
    private long notBeforeNanos;
    private boolean asked;
    private long askedUntilNanos;
    private boolean hurried;
    private long lastFailureNanos;

    Breaker(Backoff backoff, Backoff wrongEndpointBackoff, long configurationProbeNanos, long refusalProbeNanos) {
        this.backoff = backoff;
        this.wrongEndpointBackoff = wrongEndpointBackoff;
        this.configurationProbeNanos = configurationProbeNanos;
        this.refusalProbeNanos = refusalProbeNanos;
    }

    private enum State {
        CLOSED,
        HALF_OPEN,
        OPEN,
        REFUSING
    }

    /** How many requests may be under way now. */
    int maxInFlight(int whenHealthy) {
        return state == State.CLOSED ? whenHealthy : 1;
    }

    /** How many events a request may carry now. */
    int maxEvents(int whenHealthy) {
        return state == State.OPEN ? Math.min(PROBE_EVENTS, whenHealthy) : whenHealthy;
    }

    /** How long the endpoint is to be left alone, in nanoseconds; 0 if it may be asked. */
    long waitNanos(long nowNanos) {
        long ownNanos = waiting ? notBeforeNanos - nowNanos : 0;
        long askedNanos = asked ? askedUntilNanos - nowNanos : 0;
        return Math.max(0, Math.max(ownNanos, askedNanos));
    }

    void confirmed() {
        waiting = false;
        failures = 0;
        roundsAtOnce = 0;
        wrongEndpoints = 0;
        if (state != State.CLOSED) {
            successes = state == State.HALF_OPEN ? successes + 1 : 1;
            state = successes >= SUCCESSES_TO_CLOSE ? State.CLOSED : State.HALF_OPEN;
        }
    }

    /** The server answered sensibly but confirmed nothing; too many such rounds in a row count as a failure. */
    void askedAgain(long nowNanos) {
        if (state == State.REFUSING) {
            state = State.OPEN;
        }
        if (++roundsAtOnce > MAX_ROUNDS_AT_ONCE) {
            failed(nowNanos, nowNanos);
        }
    }

    /** The server named a good part of a request: it is well, and those events will not leave again soon. */
    void judgedByName() {
        if (state == State.OPEN) {
            state = State.HALF_OPEN;
            successes = 0;
        } else if (state == State.REFUSING) {
            state = State.OPEN;
        }
    }

    /** Whether the last that was heard of the endpoint, if anything, was good. */
    boolean isSound() {
        return failures == 0;
    }

    /** The server asked to be left alone: that holds whatever becomes of requests that were under way. */
    void askedToWait(long nowNanos, long nanos) {
        long untilNanos = nowNanos + nanos;
        if (nanos > 0 && (!asked || untilNanos - askedUntilNanos > 0)) {
            asked = true;
            askedUntilNanos = untilNanos;
        }
    }

    void failed(long startedNanos, long nowNanos) {
        // Attempts that were under way together fail together: that is one failure of the endpoint, not one each.
        boolean another = failures == 0 || startedNanos - lastFailureNanos >= 0;
        if (another) {
            failures++;
            lastFailureNanos = nowNanos;
            pause(nowNanos, backoff.nanos(hurried ? 1 : failures));
        }
        if (!hurried && state != State.REFUSING && (failures >= FAILURES_TO_OPEN || state == State.HALF_OPEN)) {
            state = State.OPEN;
        }
    }

    /** The server refuses whatever it gets, and does not say why; a firewall's owner takes longer to find out. */
    void everythingRefused(boolean byFirewall, long nowNanos) {
        state = State.REFUSING;
        pause(nowNanos, byFirewall ? configurationProbeNanos : refusalProbeNanos);
    }

    /** Whether single events are to be tried instead of requests. */
    boolean asksForProbes() {
        return state == State.REFUSING;
    }

    /** The server refuses the key or the form of requests. */
    void misconfigured(long nowNanos) {
        state = State.OPEN;
        pause(nowNanos, configurationProbeNanos);
    }

    /** What answers is not Amplitude's endpoint. */
    void wrongEndpoint(long nowNanos) {
        state = State.OPEN;
        pause(nowNanos, wrongEndpointBackoff.nanos(++wrongEndpoints));
    }

    /** Before the end: the next requests go at once and whole, and each failure is waited for as if it were the first. */
    void hurry() {
        hurried = true;
        waiting = false;
        asked = false;
        state = State.CLOSED;
    }

    private void pause(long nowNanos, long nanos) {
        waiting = true;
        notBeforeNanos = nowNanos + nanos;
    }
}

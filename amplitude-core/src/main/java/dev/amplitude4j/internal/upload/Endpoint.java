// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.retry.Backoff;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.retry.Verdict;
import java.util.Random;

/**
 * What is known of the server: where it is, when it may be asked and by how much at once, and in which form it takes requests.
 * Learns from every answer. Owned by the dispatch thread; times are of the monotonic clock.
 */
final class Endpoint {

    /** One event of so many named is as good as a confirmation: so quickly no request is left to be refused. */
    private static final int NAMED_TO_BE_SOUND = 10;

    private final Breaker breaker;
    private final SizeLimit sizeLimit;
    private final GzipTrust gzip = new GzipTrust();
    private final ThrottleCount throttles = new ThrottleCount();
    private final UploadLimits limits;
    private final UploadListener listener;
    private Destination destination;
    private boolean advised;

    Endpoint(UploadLimits limits, Destination destination, Random random, UploadListener listener) {
        this.breaker = new Breaker(
                Backoff.ofFailures(random, limits.maxBackoffNanos),
                Backoff.ofWrongEndpoint(random, limits.maxWrongEndpointBackoffNanos),
                limits.configurationProbeNanos,
                limits.refusalProbeNanos);
        this.sizeLimit = new SizeLimit(limits.maxRequestBytes);
        this.limits = limits;
        this.destination = destination;
        this.listener = listener;
    }

    Breaker breaker() {
        return breaker;
    }

    /** The most bytes of a request that the server is known to take. */
    long maxBytes() {
        return sizeLimit.bytes();
    }

    PausePolicy pausePolicy() {
        return destination.isBatch ? limits.batchPauses : limits.httpV2Pauses;
    }

    /** A shipment for the next attempt; what asks for a cause is not compressed, so that compression is not the cause. */
    Shipment newShipment(boolean plain, long nowMillis, long nowNanos) {
        return new Shipment(destination.envelope, !plain && gzip.mayCompress(), nowMillis, nowNanos);
    }

    /** Learns what an answer says of the server as a whole. */
    void learn(Shipment shipment, Verdict verdict, long nowNanos) {
        if (gzip.learn(shipment, verdict.next())) {
            listener.noticed(Notice.COMPRESSION_OFF);
        }
        if (verdict.trouble() == Trouble.THROTTLED && throttles.isManyWith(nowNanos)) {
            throttledOften();
        }
        if (verdict.isLate() && breaker.isSound()) {
            sizeLimit.late(shipment.plainBytes());
        }
        learnWhenToAsk(shipment, verdict, nowNanos);
    }

    private void learnWhenToAsk(Shipment shipment, Verdict verdict, long nowNanos) {
        switch (verdict.next()) {
            case CONFIRMED:
                breaker.confirmed();
                sizeLimit.accepted();
                break;
            case SMALLER:
                sizeLimit.refused(shipment.plainBytes());
                breaker.askedAgain(nowNanos);
                break;
            case PLAIN:
                gzip.unreadable(shipment);
                breaker.askedAgain(nowNanos);
                break;
            case AT_ONCE:
                if (verdict.countNamed() * NAMED_TO_BE_SOUND >= shipment.eventCount()) {
                    breaker.judgedByName();
                } else {
                    breaker.askedAgain(nowNanos);
                }
                break;
            case CONFIGURATION:
                breaker.askedToWait(nowNanos, verdict.minWaitNanos());
                breaker.misconfigured(nowNanos);
                break;
            case WRONG_ENDPOINT:
                breaker.askedToWait(nowNanos, verdict.minWaitNanos());
                breaker.wrongEndpoint(nowNanos);
                break;
            default:
                breaker.askedToWait(nowNanos, verdict.minWaitNanos());
                breaker.failed(shipment.startedNanos(), nowNanos);
        }
    }

    /** Learns from a request whose refusal is being looked into. */
    void learnOfSearch(Shipment shipment, Verdict verdict) {
        gzip.learn(shipment, verdict.next());
    }

    void failed(long nowNanos) {
        breaker.failed(nowNanos, nowNanos);
    }

    void refusesEverything(boolean byFirewall, long nowNanos) {
        breaker.everythingRefused(byFirewall, nowNanos);
        listener.noticed(Notice.REFUSES_EVERYTHING);
    }

    private void throttledOften() {
        if (destination.whenThrottled != null) {
            destination = destination.whenThrottled;
            listener.noticed(Notice.SWITCHED_TO_BATCH);
        } else if (!destination.isBatch && !advised) {
            advised = true;
            listener.noticed(Notice.THROTTLED_OFTEN);
        }
    }
}

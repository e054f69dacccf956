// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes every attempt that goes through a transport. Thread-safe. */
public final class WatchedTransport implements Transport {

    private final Transport transport;
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    /** Watches that one. */
    public WatchedTransport(Transport transport) {
        this.transport = transport;
    }

    /**
     * One attempt that ended.
     *
     * @param status of the answer; 0 if there was none
     * @param bodyStarted whether the server may have got some of the body
     */
    public record Attempt(int events, int status, boolean bodyStarted, long startedNanos, Duration took) {}

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        long startNanos = System.nanoTime();
        int events = request.eventCount();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        CompletableFuture<UploadResponse> answer = transport.send(request);
        Future<?> unused = answer.whenComplete((response, failure) -> {
            underWay.decrementAndGet();
            boolean started = !(failure instanceof UploadFailure known) || known.bodyStarted();
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            attempts.add(new Attempt(events, response == null ? 0 : response.status(), started, startNanos, took));
        });
        return answer;
    }

    @Override
    public void close() {
        transport.close();
    }

    /** The attempts that ended, in that order. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** The attempts that ended, where those that were under way together count as one. */
    public int rounds() {
        int rounds = 0;
        long endNanos = Long.MIN_VALUE;
        List<Attempt> byStart = new ArrayList<>(attempts);
        byStart.sort(Comparator.comparingLong(Attempt::startedNanos));
        for (Attempt attempt : byStart) {
            rounds += attempt.startedNanos() > endNanos ? 1 : 0;
            endNanos =
                    Math.max(endNanos, attempt.startedNanos() + attempt.took().toNanos());
        }
        return rounds;
    }

    /** How many attempts are under way. */
    public int underWay() {
        return underWay.get();
    }

    /** How many attempts were under way at once at most. */
    public int mostUnderWay() {
        return mostUnderWay.get();
    }
}

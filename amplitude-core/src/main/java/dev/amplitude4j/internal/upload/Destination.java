// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

/** One of Amplitude's two endpoints: the envelope of requests to it, and how it wants throttled identities treated. Immutable. */
public final class Destination {

    final Envelope envelope;
    final PausePolicy pausePolicy;
    final Destination whenThrottled;

    private Destination(Envelope envelope, PausePolicy pausePolicy, Destination whenThrottled) {
        this.envelope = envelope;
        this.pausePolicy = pausePolicy;
        this.whenThrottled = whenThrottled;
    }

    /** The Batch endpoint. */
    public static Destination batch(Envelope envelope) {
        return new Destination(envelope, PausePolicy.BATCH, null);
    }

    /** The HTTP V2 endpoint; {@code whenThrottled} takes its place after repeated throttling, and may be null. */
    public static Destination httpV2(Envelope envelope, Destination whenThrottled) {
        return new Destination(envelope, PausePolicy.HTTP_V2, whenThrottled);
    }

    boolean isBatch() {
        return pausePolicy == PausePolicy.BATCH;
    }
}

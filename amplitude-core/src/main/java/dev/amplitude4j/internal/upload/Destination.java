// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

/** One of Amplitude's two endpoints: which it is, and the envelope of requests to it. Immutable. */
public final class Destination {

    final Envelope envelope;
    final boolean isBatch;
    final Destination whenThrottled;

    private Destination(Envelope envelope, boolean isBatch, Destination whenThrottled) {
        this.envelope = envelope;
        this.isBatch = isBatch;
        this.whenThrottled = whenThrottled;
    }

    /** The Batch endpoint. */
    public static Destination batch(Envelope envelope) {
        return new Destination(envelope, true, null);
    }

    /** The HTTP V2 endpoint; {@code whenThrottled} takes its place after repeated throttling, and may be null. */
    public static Destination httpV2(Envelope envelope, Destination whenThrottled) {
        return new Destination(envelope, false, whenThrottled);
    }
}

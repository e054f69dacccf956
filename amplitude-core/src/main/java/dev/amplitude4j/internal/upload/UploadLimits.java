// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.concurrent.TimeUnit;

/** The numbers that delivery goes by. Immutable; set once by the roof, or by a test. */
public final class UploadLimits {

    /** Between probes of a server that refuses the key: a wrong key is mended by a person. */
    public static final long CONFIGURATION_PROBE_NANOS = TimeUnit.MINUTES.toNanos(5);

    /** Between probes of a server that refuses every event without saying why. */
    public static final long REFUSAL_PROBE_NANOS = TimeUnit.MINUTES.toNanos(1);

    final int maxRequestEvents;
    final long maxRequestBytes;
    final int maxParallelUploads;
    final int maxAttempts;
    final long attemptDeadlineNanos;
    final long configurationProbeNanos;
    final long refusalProbeNanos;
    final PausePolicy pausePolicy;

    /**
     * The numbers.
     *
     * @param maxRequestBytes of a whole body before compression
     * @param maxAttempts per event; 0 for as many as it takes
     * @param attemptDeadlineNanos after which an attempt is given up whatever its transport does
     * @param configurationProbeNanos between attempts while the key or URL seems wrong
     * @param refusalProbeNanos between attempts while every event is refused without a reason
     */
    public UploadLimits(
            int maxRequestEvents,
            long maxRequestBytes,
            int maxParallelUploads,
            int maxAttempts,
            long attemptDeadlineNanos,
            long configurationProbeNanos,
            long refusalProbeNanos,
            PausePolicy pausePolicy) {
        this.maxRequestEvents = maxRequestEvents;
        this.maxRequestBytes = maxRequestBytes;
        this.maxParallelUploads = maxParallelUploads;
        this.maxAttempts = maxAttempts;
        this.attemptDeadlineNanos = attemptDeadlineNanos;
        this.configurationProbeNanos = configurationProbeNanos;
        this.refusalProbeNanos = refusalProbeNanos;
        this.pausePolicy = pausePolicy;
    }
}

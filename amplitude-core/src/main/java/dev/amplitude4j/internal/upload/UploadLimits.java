// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.util.concurrent.TimeUnit;

/** The numbers that delivery goes by. Immutable; set once by the roof, or by a test. */
public final class UploadLimits {

    final int maxRequestEvents;
    final long maxRequestBytes;
    final int maxParallelUploads;
    final int maxAttempts;
    final long attemptDeadlineNanos;
    final long configurationProbeNanos;
    final long refusalProbeNanos;
    final long maxBackoffNanos;
    final long maxWrongEndpointBackoffNanos;
    final PausePolicy httpV2Pauses;
    final PausePolicy batchPauses;
    final int maxPausedLanes;
    final long maxPausedBytes;
    final long maxMemoryBytes;
    final long maxReturnedBytes;
    final Expiry expiry;

    private UploadLimits(Builder b) {
        this.maxRequestEvents = b.maxRequestEvents;
        this.maxRequestBytes = b.maxRequestBytes;
        this.maxParallelUploads = b.maxParallelUploads;
        this.maxAttempts = b.maxAttempts;
        this.attemptDeadlineNanos = b.attemptDeadlineNanos;
        this.configurationProbeNanos = b.configurationProbeNanos;
        this.refusalProbeNanos = b.refusalProbeNanos;
        this.maxBackoffNanos = b.maxBackoffNanos;
        this.maxWrongEndpointBackoffNanos = b.maxWrongEndpointBackoffNanos;
        this.httpV2Pauses = b.httpV2Pauses;
        this.batchPauses = b.batchPauses;
        this.maxPausedLanes = b.maxPausedLanes;
        this.maxPausedBytes = b.maxPausedBytes;
        this.maxMemoryBytes = b.maxMemoryBytes;
        this.maxReturnedBytes = b.maxReturnedBytes;
        this.expiry = b.expiry;
    }

    /** The defaults, for requests of at most so many events and so many bytes before compression. */
    public static Builder builder(int maxRequestEvents, long maxRequestBytes) {
        return new Builder(maxRequestEvents, maxRequestBytes);
    }

    /** Collects the numbers. Not thread-safe. */
    public static final class Builder {
        private final int maxRequestEvents;
        private final long maxRequestBytes;
        private int maxParallelUploads = 4;
        private int maxAttempts;
        private long attemptDeadlineNanos = TimeUnit.SECONDS.toNanos(31);
        private long configurationProbeNanos = TimeUnit.MINUTES.toNanos(5);
        private long refusalProbeNanos = TimeUnit.MINUTES.toNanos(1);
        private long maxBackoffNanos = TimeUnit.SECONDS.toNanos(60);
        private long maxWrongEndpointBackoffNanos = TimeUnit.MINUTES.toNanos(15);
        private PausePolicy httpV2Pauses = PausePolicy.HTTP_V2;
        private PausePolicy batchPauses = PausePolicy.BATCH;
        private int maxPausedLanes = 10_000;
        private long maxPausedBytes = Long.MAX_VALUE;
        private long maxMemoryBytes = Long.MAX_VALUE;
        private long maxReturnedBytes;
        private Expiry expiry = new Expiry(false);

        private Builder(int maxRequestEvents, long maxRequestBytes) {
            this.maxRequestEvents = maxRequestEvents;
            this.maxRequestBytes = maxRequestBytes;
        }

        /** Requests under way at once. Default: 4. */
        public Builder maxParallelUploads(int requests) {
            maxParallelUploads = requests;
            return this;
        }

        /** Attempts per event; 0 for as many as it takes. Default: 0. */
        public Builder maxAttempts(int attempts) {
            maxAttempts = attempts;
            return this;
        }

        /** After that an attempt is given up, whatever its transport does. Default: 31 s. */
        public Builder attemptDeadlineNanos(long nanos) {
            attemptDeadlineNanos = nanos;
            return this;
        }

        /** Between attempts while the key seems wrong, which a person must mend. Default: 5 min. */
        public Builder configurationProbeNanos(long nanos) {
            configurationProbeNanos = nanos;
            return this;
        }

        /** Between attempts while every event is refused without a reason. Default: 1 min. */
        public Builder refusalProbeNanos(long nanos) {
            refusalProbeNanos = nanos;
            return this;
        }

        /** The longest pause after a failure, unless the server asks for more. Default: 60 s. */
        public Builder maxBackoffNanos(long nanos) {
            maxBackoffNanos = nanos;
            return this;
        }

        /** The longest pause while the URL leads to something else. Default: 15 min. */
        public Builder maxWrongEndpointBackoffNanos(long nanos) {
            maxWrongEndpointBackoffNanos = nanos;
            return this;
        }

        /** How identities are treated that either endpoint throttles. Default: {@link PausePolicy}'s constants. */
        public Builder pauses(PausePolicy httpV2, PausePolicy batch) {
            httpV2Pauses = httpV2;
            batchPauses = batch;
            return this;
        }

        /** Throttled identities with a lane of their own; the others share one. Default: 10,000. */
        public Builder maxPausedLanes(int lanes) {
            maxPausedLanes = lanes;
            return this;
        }

        /**
         * Memory for the events of throttled identities: what is beyond is on disk alone, or the operator is told. Default: no
         * bound.
         */
        public Builder maxPausedBytes(long bytes) {
            maxPausedBytes = bytes;
            return this;
        }

        /** Memory for all events, and how much of it those take up that come back from disk at a time. Default: no bound. */
        public Builder memory(long maxBytes, long returnedBytes) {
            maxMemoryBytes = maxBytes;
            maxReturnedBytes = returnedBytes;
            return this;
        }

        /** What happens to events that may have arrived too long ago. Default: they are sent. */
        public Builder expiry(Expiry choice) {
            expiry = choice;
            return this;
        }

        /** The numbers. */
        public UploadLimits build() {
            return new UploadLimits(this);
        }
    }
}

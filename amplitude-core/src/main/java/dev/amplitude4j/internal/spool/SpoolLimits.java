// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.concurrent.TimeUnit;

/** The numbers that the spool goes by. Immutable; set once by the roof, or by a test. */
public final class SpoolLimits {

    /** Value of {@code syncIntervalNanos} for after every group. */
    public static final long SYNC_ALWAYS = 0;

    /** Value of {@code syncIntervalNanos} for never. */
    public static final long SYNC_NEVER = Long.MAX_VALUE;

    static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);
    static final long ADOPTION_NANOS = TimeUnit.SECONDS.toNanos(20);
    static final long SEGMENT_AGE_NANOS = TimeUnit.SECONDS.toNanos(30);
    static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** No file of ours gets larger than a segment and one event, by far. */
    static final long MAX_FILE_BYTES = 16L << 20;

    /** So many recovered segments are known at a time; the others wait on disk. */
    static final int MAX_RECOVERED_SEGMENTS = 4_096;

    private static final int ACKNOWLEDGEMENT_DIVISOR = 32;

    final long maxBytes;
    final long minFreeBytes;
    final int segmentBytes;
    final long syncIntervalNanos;

    /**
     * The numbers.
     *
     * @param maxBytes of all files below the root
     * @param minFreeBytes that are left to others on the volume
     * @param segmentBytes at which a file is complete
     */
    public SpoolLimits(long maxBytes, long minFreeBytes, int segmentBytes, long syncIntervalNanos) {
        this.maxBytes = maxBytes;
        this.minFreeBytes = minFreeBytes;
        this.segmentBytes = segmentBytes;
        this.syncIntervalNanos = syncIntervalNanos;
    }

    /** A part is left for acknowledgements, which must be written when the spool is full of events. */
    long maxEventBytes() {
        return maxBytes - maxBytes / ACKNOWLEDGEMENT_DIVISOR;
    }
}

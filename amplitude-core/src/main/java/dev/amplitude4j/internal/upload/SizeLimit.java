// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

/** The size of request that the server is known to take: halves at each refusal, then grows back. Owned by the dispatch thread. */
final class SizeLimit {

    private static final int SUCCESSES_TO_GROW = 10;
    private static final int GROWTH_DIVISOR = 10;
    private static final long LEAST_TO_BLAME_BYTES = 64 * 1024;

    private final long configuredBytes;
    private long bytes;
    private int successes;

    SizeLimit(long configuredBytes) {
        this.configuredBytes = configuredBytes;
        this.bytes = configuredBytes;
    }

    long bytes() {
        return bytes;
    }

    void refused(long requestBytes) {
        bytes = Math.max(1, Math.min(bytes, requestBytes / 2));
        successes = 0;
    }

    /** A request ended at its deadline: on a slow line half of it may get through; a small one was not late for its size. */
    void late(long requestBytes) {
        if (requestBytes >= LEAST_TO_BLAME_BYTES) {
            refused(requestBytes);
        }
    }

    void accepted() {
        if (bytes < configuredBytes && ++successes >= SUCCESSES_TO_GROW) {
            bytes = Math.min(configuredBytes, bytes + Math.max(1, bytes / GROWTH_DIVISOR));
            successes = 0;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.ArrayDeque;

/**
 * Keeps the memory of settled batches for the next ones, so that a steady flow of events makes no garbage. Any thread may
 * take and give; what is not given back is collected.
 */
public final class ChunkPool {

    /** Size of a chunk in bytes: small, so that the open batches of all stripes together hold little that is unused. */
    static final int CHUNK_BYTES = 64 * 1024;

    private final int maxKept;
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private final ArrayDeque<int[]> offsets = new ArrayDeque<>();

    /** A pool that keeps at most that many bytes of free chunks. */
    public ChunkPool(long maxKeptBytes) {
        this.maxKept = (int) Math.min(Integer.MAX_VALUE, maxKeptBytes / CHUNK_BYTES);
    }

    synchronized byte[] takeChunk() {
        byte[] chunk = chunks.poll();
        return chunk != null ? chunk : new byte[CHUNK_BYTES];
    }

    synchronized void giveChunk(byte[] chunk) {
        if (chunks.size() < maxKept) {
            chunks.push(chunk);
        }
    }

    synchronized int[] takeOffsets(int length) {
        int[] taken = offsets.poll();
        return taken != null && taken.length >= length ? taken : new int[length];
    }

    synchronized void giveOffsets(int[] given) {
        if (offsets.size() < maxKept) {
            offsets.push(given);
        }
    }
}

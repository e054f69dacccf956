// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.ArrayDeque;

/**
 * Keeps the memory of settled batches for the next ones, so that a steady flow of events makes no garbage. Any thread may
 * take and give; what is not given back is collected.
 */
public final class ChunkPool {

    private static final int MIN_CHUNK_BYTES = 4 * 1024;
    private static final int MAX_CHUNK_BYTES = 64 * 1024;
    private static final int TYPICAL_EVENT_BYTES = 512;

    private final int chunkBytes;
    private final int maxKept;
    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private final ArrayDeque<int[]> offsets = new ArrayDeque<>();

    /**
     * A pool that keeps at most {@code maxKeptBytes} of free chunks. A chunk is small beside a batch of {@code batchEvents}, so
     * that the open batches of all stripes together hold little that is unused.
     */
    public ChunkPool(long maxKeptBytes, int batchEvents) {
        int wanted = Integer.highestOneBit(Math.min(batchEvents, MAX_CHUNK_BYTES) * TYPICAL_EVENT_BYTES);
        this.chunkBytes = Math.max(MIN_CHUNK_BYTES, Math.min(MAX_CHUNK_BYTES, wanted));
        this.maxKept = (int) Math.min(Integer.MAX_VALUE, maxKeptBytes / chunkBytes);
    }

    int chunkBytes() {
        return chunkBytes;
    }

    synchronized byte[] takeChunk() {
        byte[] chunk = chunks.poll();
        return chunk != null ? chunk : new byte[chunkBytes];
    }

    synchronized void giveChunk(byte[] chunk) {
        if (chunk.length == chunkBytes && chunks.size() < maxKept) {
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

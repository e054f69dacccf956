// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.ArrayDeque;

/**
 * Hands out the memory of batches, and keeps that of settled ones for the next, so that a steady flow of events makes no
 * garbage. What is kept and what is in use stay below one maximum together. Any thread may take and give.
 */
public final class ChunkPool {

    private static final int MIN_CHUNK_BYTES = 4 * 1024;
    private static final int MAX_CHUNK_BYTES = 64 * 1024;
    private static final int TYPICAL_EVENT_BYTES = 512;
    private static final int MAX_OFFSETS = 1_024;
    private static final int MAX_KEPT_OFFSETS = 64;

    /** So many chunks are given back before it is asked how many of the free ones are of any use. */
    private static final int PERIOD = 4_096;

    private final int chunkBytes;
    private final int offsetCount;
    private final long maxBytes;
    private final ArrayDeque<byte[]> free = new ArrayDeque<>();
    private final ArrayDeque<int[]> freeOffsets = new ArrayDeque<>();
    private long usedBytes;
    private int fewestFree;
    private int given;

    /**
     * An empty pool.
     *
     * @param maxBytes in use and free together, beyond which nothing is kept
     * @param batchEvents of a full batch, beside which a chunk is small, so that open batches hold little that is unused
     */
    public ChunkPool(long maxBytes, int batchEvents) {
        int wanted = Integer.highestOneBit(Math.min(batchEvents, MAX_CHUNK_BYTES) * TYPICAL_EVENT_BYTES);
        this.chunkBytes = Math.max(MIN_CHUNK_BYTES, Math.min(MAX_CHUNK_BYTES, wanted));
        this.offsetCount = Math.min(batchEvents, MAX_OFFSETS);
        this.maxBytes = maxBytes;
    }

    int chunkBytes() {
        return chunkBytes;
    }

    synchronized byte[] takeChunk() {
        byte[] chunk = free.poll();
        fewestFree = Math.min(fewestFree, free.size());
        chunk = chunk != null ? chunk : new byte[chunkBytes];
        usedBytes += chunkBytes;
        return chunk;
    }

    /** Memory of another size, for which free chunks make room. */
    synchronized byte[] takeExact(int bytes) {
        byte[] exact = new byte[bytes];
        usedBytes += bytes;
        while (!free.isEmpty() && bytesWith(0) > maxBytes) {
            free.poll();
        }
        return exact;
    }

    /** Takes back what was taken here and is not used any more. */
    synchronized void give(byte[] memory) {
        forget(memory);
        if (memory.length == chunkBytes && bytesWith(1) <= maxBytes) {
            free.push(memory);
        }
        if (++given == PERIOD) {
            given = 0;
            thin();
        }
    }

    /** What was taken here may still be used and never comes back. */
    synchronized void forget(byte[] memory) {
        usedBytes -= memory.length;
    }

    synchronized int[] takeOffsets() {
        int[] offsets = freeOffsets.poll();
        return offsets != null ? offsets : new int[offsetCount];
    }

    synchronized void giveOffsets(int[] offsets) {
        if (offsets.length == offsetCount && freeOffsets.size() < MAX_KEPT_OFFSETS) {
            freeOffsets.push(offsets);
        }
    }

    private long bytesWith(int moreFree) {
        return usedBytes + (long) (free.size() + moreFree) * chunkBytes;
    }

    /** Beyond a quarter of the maximum, half of what nobody needed since the last time is let go. */
    private void thin() {
        for (int i = fewestFree / 2; i > 0 && (long) free.size() * chunkBytes > maxBytes / 4; i--) {
            free.poll();
        }
        fewestFree = free.size();
    }
}

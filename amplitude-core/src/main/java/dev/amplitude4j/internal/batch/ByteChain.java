// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;

/** Bytes appended one after another into chunks of a pool. Guarded by its owner; once sealed it is only read. */
final class ByteChain {

    private final ChunkPool pool;
    private final ArrayList<byte[]> chunks = new ArrayList<>();
    private int length;

    ByteChain(ChunkPool pool) {
        this.pool = pool;
    }

    int length() {
        return length;
    }

    void append(byte[] source, int offset, int count) {
        int from = offset;
        int left = count;
        while (left > 0) {
            int used = length % ChunkPool.CHUNK_BYTES;
            if (used == 0) {
                chunks.add(pool.takeChunk());
            }
            int n = Math.min(left, ChunkPool.CHUNK_BYTES - used);
            System.arraycopy(source, from, chunks.get(chunks.size() - 1), used, n);
            from += n;
            left -= n;
            length += n;
        }
    }

    void append(byte b) {
        int used = length % ChunkPool.CHUNK_BYTES;
        if (used == 0) {
            chunks.add(pool.takeChunk());
        }
        chunks.get(chunks.size() - 1)[used] = b;
        length++;
    }

    void copyTo(ByteChain target, int from, int to) {
        for (int at = from; at < to; ) {
            int n = run(at, to);
            target.append(chunks.get(at / ChunkPool.CHUNK_BYTES), at % ChunkPool.CHUNK_BYTES, n);
            at += n;
        }
    }

    void writeTo(OutputStream out, int from, int to) throws IOException {
        for (int at = from; at < to; ) {
            int n = run(at, to);
            out.write(chunks.get(at / ChunkPool.CHUNK_BYTES), at % ChunkPool.CHUNK_BYTES, n);
            at += n;
        }
    }

    byte[] toByteArray(int from, int to) {
        byte[] copy = new byte[to - from];
        for (int at = from; at < to; ) {
            int n = run(at, to);
            System.arraycopy(chunks.get(at / ChunkPool.CHUNK_BYTES), at % ChunkPool.CHUNK_BYTES, copy, at - from, n);
            at += n;
        }
        return copy;
    }

    void recycle() {
        for (byte[] chunk : chunks) {
            pool.giveChunk(chunk);
        }
        chunks.clear();
        length = 0;
    }

    private static int run(int at, int to) {
        return Math.min(to - at, ChunkPool.CHUNK_BYTES - at % ChunkPool.CHUNK_BYTES);
    }
}

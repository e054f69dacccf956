// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;

/**
 * Bytes appended one after another into chunks: of a pool, or of one that is just large enough. Guarded by its owner; once
 * sealed it is only read.
 */
final class ByteChain {

    /** Of a chunk, this much may stay unused in a chain that is kept. */
    private static final int MAX_WASTE_DIVISOR = 8;

    /** Room for the chunks of most batches, so that it need not grow on a caller's thread. */
    private static final int FIRST_CHUNKS = 16;

    private final ChunkPool pool;
    private final int chunkBytes;
    private final ArrayList<byte[]> chunks = new ArrayList<>(FIRST_CHUNKS);
    private int length;

    /** An empty chain that grows by chunks of the pool. */
    ByteChain(ChunkPool pool) {
        this.pool = pool;
        this.chunkBytes = pool.chunkBytes();
    }

    private ByteChain(ChunkPool pool, int exactBytes) {
        this.pool = pool;
        this.chunkBytes = exactBytes;
        chunks.add(pool.takeExact(exactBytes));
    }

    /** An empty chain that holds so many bytes and no more: for what may be kept for long. */
    static ByteChain exact(ChunkPool pool, int bytes) {
        return new ByteChain(pool, bytes);
    }

    int length() {
        return length;
    }

    void append(byte[] source, int offset, int count) {
        int from = offset;
        int left = count;
        while (left > 0) {
            byte[] chunk = lastChunk();
            int used = length % chunkBytes;
            int n = Math.min(left, chunkBytes - used);
            System.arraycopy(source, from, chunk, used, n);
            from += n;
            left -= n;
            length += n;
        }
    }

    void append(byte b) {
        lastChunk()[length % chunkBytes] = b;
        length++;
    }

    void copyTo(ByteChain target, int from, int to) {
        for (int at = from; at < to; ) {
            int n = run(at, to);
            target.append(chunks.get(at / chunkBytes), at % chunkBytes, n);
            at += n;
        }
    }

    void copyTo(byte[] target, int offset, int from, int to) {
        for (int at = from; at < to; ) {
            int n = run(at, to);
            System.arraycopy(chunks.get(at / chunkBytes), at % chunkBytes, target, offset + at - from, n);
            at += n;
        }
    }

    void writeTo(OutputStream out, int from, int to) throws IOException {
        for (int at = from; at < to; ) {
            int n = run(at, to);
            out.write(chunks.get(at / chunkBytes), at % chunkBytes, n);
            at += n;
        }
    }

    byte[] toByteArray(int from, int to) {
        byte[] copy = new byte[to - from];
        copyTo(copy, 0, from, to);
        return copy;
    }

    /** Gives back what the last chunk holds beyond the bytes; nothing can be appended afterwards. */
    void trim() {
        int used = length % chunkBytes;
        if (used == 0 || chunkBytes - used < chunkBytes / MAX_WASTE_DIVISOR) {
            return;
        }
        int last = chunks.size() - 1;
        byte[] exact = pool.takeExact(used);
        System.arraycopy(chunks.get(last), 0, exact, 0, used);
        pool.give(chunks.set(last, exact));
    }

    /** Forgets what was appended beyond that length. */
    void truncate(int shorter) {
        while ((chunks.size() - 1) * chunkBytes >= shorter && !chunks.isEmpty()) {
            pool.give(chunks.remove(chunks.size() - 1));
        }
        length = shorter;
    }

    void recycle() {
        while (!chunks.isEmpty()) {
            pool.give(chunks.remove(chunks.size() - 1));
        }
        length = 0;
    }

    /** As {@link #recycle}, but somebody may still read the bytes. */
    void abandon() {
        chunks.forEach(pool::forget);
    }

    private byte[] lastChunk() {
        if (length == chunks.size() * chunkBytes) {
            chunks.add(pool.takeChunk());
        }
        return chunks.get(chunks.size() - 1);
    }

    private int run(int at, int to) {
        return Math.min(to - at, chunkBytes - at % chunkBytes);
    }
}

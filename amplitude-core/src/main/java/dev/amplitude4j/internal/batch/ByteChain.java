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

    /** The last chunk, and how much of it is used: at hand, since events are appended one by one. */
    private byte[] last;

    private int used;

    /** An empty chain that grows by chunks of the pool. */
    ByteChain(ChunkPool pool) {
        this.pool = pool;
        this.chunkBytes = pool.chunkBytes();
        this.used = chunkBytes;
    }

    private ByteChain(ChunkPool pool, int exactBytes) {
        this.pool = pool;
        this.chunkBytes = exactBytes;
        this.last = pool.takeExact(exactBytes);
        chunks.add(last);
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
            extendIfFull();
            int n = Math.min(left, chunkBytes - used);
            System.arraycopy(source, from, last, used, n);
            from += n;
            left -= n;
            used += n;
            length += n;
        }
    }

    void append(byte b) {
        extendIfFull();
        last[used++] = b;
        length++;
    }

    private void extendIfFull() {
        if (used == chunkBytes) {
            byte[] next = pool.takeChunk();
            chunks.add(next);
            last = next;
            used = 0;
        }
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
        if (chunkBytes - used < Math.max(1, chunkBytes / MAX_WASTE_DIVISOR)) {
            return;
        }
        byte[] exact = pool.takeExact(used);
        System.arraycopy(last, 0, exact, 0, used);
        pool.give(chunks.set(chunks.size() - 1, exact));
        last = exact;
    }

    /** Forgets what was appended beyond that length. */
    void truncate(int shorter) {
        while ((chunks.size() - 1) * chunkBytes >= shorter && !chunks.isEmpty()) {
            pool.give(chunks.remove(chunks.size() - 1));
        }
        length = shorter;
        last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
        used = chunks.isEmpty() ? chunkBytes : shorter - (chunks.size() - 1) * chunkBytes;
    }

    void recycle() {
        truncate(0);
    }

    /** As {@link #recycle}, but somebody may still read the bytes. */
    void abandon() {
        chunks.forEach(pool::forget);
    }

    private int run(int at, int to) {
        return Math.min(to - at, chunkBytes - at % chunkBytes);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * One direction of a connection: one thread reads, another writes what the toxic in force lets through, so that bytes under
 * way do not hold up those that come in.
 */
public final class Wire {

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int MAX_CHUNKS = 64;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Chunk(byte[] bytes, long readNanos) {}

    private final Link link;
    private final Socket from;
    private final Socket to;
    private final Supplier<Toxic> toxics;
    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(MAX_CHUNKS);
    private Toxic toxic;
    private long passedBytes;
    private long readNanos;

    Wire(Link link, Socket from, Socket to, Supplier<Toxic> toxics) {
        this.link = link;
        this.from = from;
        this.to = to;
        this.toxics = toxics;
    }

    /** Writes a part of some bytes to the other side. */
    public void write(byte[] bytes, int start, int end) throws IOException {
        to.getOutputStream().write(bytes, start, end - start);
        to.getOutputStream().flush();
        passedBytes += end - start;
        link.count(this, end - start);
    }

    /** Tells the other side that no more comes. */
    public void finish() throws IOException {
        to.shutdownOutput();
    }

    /** Closes the whole connection. */
    public void close() {
        link.close();
    }

    /** Resets the whole connection: the peers see a broken connection, not an end. */
    public void reset() {
        link.reset();
    }

    /** How many bytes came through since the toxic in force was set, or the connection made. */
    public long passedBytes() {
        return passedBytes;
    }

    /** When the bytes came in that are being passed on, on the monotonic clock. */
    public long readNanos() {
        return readNanos;
    }

    void read() throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[CHUNK_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            chunks.put(new Chunk(Arrays.copyOf(buffer, n), System.nanoTime()));
        }
        chunks.put(new Chunk(null, System.nanoTime()));
    }

    void write() throws IOException, InterruptedException {
        while (true) {
            Chunk chunk = chunks.take();
            Toxic now = toxics.get();
            if (now != toxic) {
                toxic = now;
                passedBytes = 0;
            }
            readNanos = chunk.readNanos;
            if (chunk.bytes == null) {
                toxic.end(this);
                return;
            }
            toxic.pass(this, chunk.bytes);
        }
    }
}

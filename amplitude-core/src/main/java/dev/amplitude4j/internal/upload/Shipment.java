// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One attempt: batches of several lanes in one request body. Filled by the dispatch thread, written by the transport's. */
public final class Shipment implements UploadRequest {

    private final Envelope envelope;
    private final byte[] head;
    private final ArrayList<Batch> batches = new ArrayList<>();
    private final ArrayList<Lane> lanes = new ArrayList<>();
    private final boolean mayCompress;
    private final long startedNanos;
    private int events;
    private long bytes;
    private byte[] compressed;
    private Future<UploadResponse> answer;
    private long sentNanos;

    Shipment(Envelope envelope, boolean mayCompress, long nowMillis, long startedNanos) {
        this.envelope = envelope;
        this.mayCompress = mayCompress;
        this.head = envelope.head(nowMillis);
        this.startedNanos = startedNanos;
        this.sentNanos = startedNanos;
        this.bytes = (long) head.length + envelope.tail().length;
    }

    /** Both or neither, even where memory is lacking. */
    void add(Lane lane, Batch batch) {
        lanes.ensureCapacity(lanes.size() + 1);
        batches.ensureCapacity(batches.size() + 1);
        lanes.add(lane);
        batches.add(batch);
        events += batch.count();
        bytes += batch.byteLength();
    }

    /** The batches, in the order of the body. */
    public List<Batch> batches() {
        return batches;
    }

    List<Lane> lanes() {
        return lanes;
    }

    Lane laneOf(int batchIndex) {
        return lanes.get(batchIndex);
    }

    long startedNanos() {
        return startedNanos;
    }

    long plainBytes() {
        return bytes;
    }

    /** Remembers the transport's future, so that the attempt can be given up, and since when the transport has it. */
    public void sentAs(Future<UploadResponse> future, long nowNanos) {
        answer = future;
        sentNanos = nowNanos;
    }

    /** When the transport had taken it over, which may be long after the start: the first request loads much. */
    long sentNanos() {
        return sentNanos;
    }

    /** Whether it was handed to a transport. */
    boolean isSent() {
        return answer != null;
    }

    /** Events of it that had been sent before. */
    int eventsTriedBefore() {
        return batches.stream()
                .filter(batch -> batch.attempts() > 0)
                .mapToInt(Batch::count)
                .sum();
    }

    /** The most that any of its batches was refused. */
    int mostRefusals() {
        return batches.stream().mapToInt(Batch::refusals).max().orElse(0);
    }

    /** Stops waiting; whoever still reads the batches may do so for ever. */
    public void giveUp() {
        for (Batch batch : batches) {
            batch.lend();
        }
        if (answer != null) {
            answer.cancel(true);
        }
    }

    @Override
    public String url() {
        return envelope.url();
    }

    @Override
    public int eventCount() {
        return events;
    }

    @Override
    public boolean isGzip() {
        return mayCompress && envelope.compresses(bytes);
    }

    @Override
    public long contentLength() throws IOException {
        return isGzip() ? compressed().length : bytes - 1;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (isGzip()) {
            out.write(compressed());
        } else {
            writePlain(out);
        }
    }

    private byte[] compressed() throws IOException {
        if (compressed == null) {
            ByteArrayOutputStream buffer = new ByteArrayOutputStream((int) (bytes / 4));
            try (OutputStream gzip = new FastGzip(buffer)) {
                writePlain(gzip);
            }
            compressed = buffer.toByteArray();
        }
        return compressed;
    }

    private void writePlain(OutputStream out) throws IOException {
        out.write(head);
        for (int i = 0; i < batches.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            batches.get(i).writeTo(out);
        }
        out.write(envelope.tail());
    }

    /** Level 1: four fifths of what level 6 saves, at two fifths of its time. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

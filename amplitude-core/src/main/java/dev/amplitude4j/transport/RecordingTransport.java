// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Keeps the body of every request and answers by a function: for tests of applications that want to see their events.
 * Thread-safe; it keeps everything, so it is not for production.
 */
public final class RecordingTransport implements Transport {

    private final List<byte[]> bodies = new ArrayList<>();
    private final Function<byte[], CompletableFuture<UploadResponse>> answers;

    /** Confirms every request. */
    public RecordingTransport() {
        this(body -> CompletableFuture.completedFuture(NullTransport.confirmation()));
    }

    /** Answers each request body, given as JSON in UTF-8, by {@code answers}. */
    public RecordingTransport(Function<byte[], CompletableFuture<UploadResponse>> answers) {
        this.answers = answers;
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        byte[] body;
        try {
            body = plainBody(request);
        } catch (IOException e) {
            CompletableFuture<UploadResponse> failed = new CompletableFuture<>();
            failed.completeExceptionally(new UploadFailure(e, false));
            return failed;
        }
        synchronized (bodies) {
            bodies.add(body);
        }
        return answers.apply(body);
    }

    /** The bodies so far, in order, decompressed. */
    public List<byte[]> bodies() {
        synchronized (bodies) {
            return new ArrayList<>(bodies);
        }
    }

    @Override
    public void close() {}

    private static byte[] plainBody(UploadRequest request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        request.writeTo(out);
        if (!request.isGzip()) {
            return out.toByteArray();
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                plain.write(buffer, 0, n);
            }
        }
        return plain.toByteArray();
    }
}

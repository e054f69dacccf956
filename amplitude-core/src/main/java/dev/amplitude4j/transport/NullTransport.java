// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Confirms every event and sends none: for tests and for environments that must not report. Thread-safe. */
public final class NullTransport implements Transport {

    private static final byte[] CONFIRMATION = "{\"code\":200}".getBytes(StandardCharsets.UTF_8);

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        return CompletableFuture.completedFuture(confirmation());
    }

    @Override
    public void close() {}

    static UploadResponse confirmation() {
        return new UploadResponse(200, null, CONFIRMATION);
    }
}

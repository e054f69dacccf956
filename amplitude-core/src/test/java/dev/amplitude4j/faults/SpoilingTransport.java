// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Replaces some text in each request by another of the same length, so that a server finds fault with sound events. */
final class SpoilingTransport implements Transport {

    private final Transport transport;
    private final String sound;
    private final String spoilt;

    SpoilingTransport(Transport transport, String sound, String spoilt) {
        this.transport = transport;
        this.sound = sound;
        this.spoilt = spoilt;
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        return transport.send(new UploadRequest() {
            @Override
            public String url() {
                return request.url();
            }

            @Override
            public int eventCount() {
                return request.eventCount();
            }

            @Override
            public boolean isGzip() {
                return request.isGzip();
            }

            @Override
            public long contentLength() throws IOException {
                return request.contentLength();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                request.writeTo(body);
                String text = body.toString(StandardCharsets.ISO_8859_1).replace(sound, spoilt);
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            }
        });
    }

    @Override
    public void close() {
        transport.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A request of one event whose body is a given text. */
record TextRequest(String url, String json) implements UploadRequest {

    @Override
    public int eventCount() {
        return 1;
    }

    @Override
    public boolean isGzip() {
        return false;
    }

    @Override
    public long contentLength() {
        return body().length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(body());
    }

    private byte[] body() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import java.io.OutputStream;

/** One attempt to upload events: where to, and a body that can be measured and written. Used by one thread at a time. */
public interface UploadRequest {

    /** The full URL. */
    String url();

    /** Number of events in the body. */
    int eventCount();

    /** Whether the body is compressed, which asks for {@code Content-Encoding: gzip}. */
    boolean isGzip();

    /** Length of the body in bytes, as it is written. */
    long contentLength() throws IOException;

    /** Writes the whole body: JSON in UTF-8, compressed if {@link #isGzip()}. */
    void writeTo(OutputStream out) throws IOException;
}

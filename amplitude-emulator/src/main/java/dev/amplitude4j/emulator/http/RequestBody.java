// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body as sent, read by the thread that serves it.
 *
 * @param bytes what was read
 * @param isTooLarge whether more came than was kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RequestBody(byte[] bytes, boolean isTooLarge) {

    static final int MAX_BYTES = 20_000_000;

    /** What comes beyond the limit is read up to this, so that the client gets its answer instead of a reset. */
    private static final long MAX_DRAINED_BYTES = 64_000_000;

    static RequestBody read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        boolean more = bytes.length == MAX_BYTES && in.read() >= 0;
        if (more) {
            drain(in);
        }
        return new RequestBody(bytes, more);
    }

    /** Reads, because the server's streams do not notice what is skipped. */
    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[65_536];
        long drained = 0;
        int read = 0;
        while (read >= 0 && drained < MAX_DRAINED_BYTES) {
            read = in.read(buffer);
            drained += Math.max(0, read);
        }
    }
}

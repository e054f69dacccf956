// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

/** An answer as it came: status, the one header that matters, and at most 64 KiB of body. Immutable. */
public final class UploadResponse {

    /** At most this much of an answer is read, in bytes. */
    public static final int MAX_BODY_BYTES = 64 * 1024;

    private final int status;
    private final String retryAfter;
    private final byte[] body;

    /** An answer; {@code retryAfter} is the header's text or null, {@code body} is taken over. */
    public UploadResponse(int status, String retryAfter, byte[] body) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.body = body;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Text of the {@code Retry-After} header, or null. */
    public String retryAfter() {
        return retryAfter;
    }

    /** The body, perhaps cut; never null. Not a copy. */
    public byte[] body() {
        return body;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What surrounds the events in a request body, and where the request goes. Immutable. */
public final class Envelope {

    /** Below this a compressed body saves nothing worth the work. */
    private static final int MIN_GZIP_BYTES = 2 * 1024;

    private static final DateTimeFormatter UPLOAD_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final byte[] TAIL = {']', '}'};

    private final String url;
    private final String apiKey;
    private final String minIdLength;
    private final boolean gzip;

    /** An envelope; {@code minIdLength} 0 leaves the server's own in force. The key holds nothing that JSON must escape. */
    public Envelope(String url, String apiKey, int minIdLength, boolean gzip) {
        this.url = url;
        this.apiKey = apiKey;
        this.minIdLength = minIdLength == 0 ? "" : "\"options\":{\"min_id_length\":" + minIdLength + "},";
        this.gzip = gzip;
    }

    String url() {
        return url;
    }

    boolean compresses(long plainBytes) {
        return gzip && plainBytes >= MIN_GZIP_BYTES;
    }

    /** The body up to the first event. The upload time is of this attempt, since Amplitude shifts event times by it. */
    byte[] head(long nowMillis) {
        String head = "{\"api_key\":\"" + apiKey + "\",\"client_upload_time\":\""
                + UPLOAD_TIME.format(Instant.ofEpochMilli(nowMillis)) + "\"," + minIdLength + "\"events\":[";
        return head.getBytes(StandardCharsets.UTF_8);
    }

    byte[] tail() {
        return TAIL;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.fault;

import java.util.Map;

/**
 * What happens to a request that a fault meets. Immutable.
 *
 * @param status the status to answer; null lets the request be judged and answered as usual
 * @param body the body to answer, possibly empty; null for a JSON body that fits the status
 * @param contentType the body's type
 * @param headers further headers, such as {@code Retry-After}
 * @param throttling whether the body is the 429 that names the matched user or device
 * @param committing whether the request is judged (and ingested if sound) before the fault answers
 * @param dropping whether the connection is closed instead of answering
 * @param delayMillis how long the answer is held back
 * @param trickleMillis how long to wait before each byte of the body; 0 sends it at once
 * @param truncateAt after how many bytes of the body the connection is closed; null sends it whole
 */
public record FaultEffect(
        Integer status,
        String body,
        String contentType,
        Map<String, String> headers,
        boolean throttling,
        boolean committing,
        boolean dropping,
        long delayMillis,
        long trickleMillis,
        Integer truncateAt) {

    /** Copies the headers. */
    public FaultEffect {
        headers = Map.copyOf(headers);
    }

    /** Whether the request is judged as usual, be it for the answer or only for the ingestion. */
    public boolean judgesRequest() {
        return committing || (status == null && !dropping);
    }

    /** The body to send with {@link #status()}. */
    public String bodyOrStandard() {
        return body != null ? body : "{\"code\":" + status + ",\"error\":\"" + standardError() + "\"}";
    }

    private String standardError() {
        return switch (status) {
            case 403 -> "Forbidden";
            case 413 -> "Payload too large";
            case 429 -> "Too many requests for some devices and users";
            default -> "Injected fault";
        };
    }
}

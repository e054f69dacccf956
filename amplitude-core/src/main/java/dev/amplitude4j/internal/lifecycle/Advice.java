// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;

/** Says of each loss and refusal why it happened and which option changes that. */
final class Advice {

    private Advice() {}

    static String onDrop(DropReason reason) {
        switch (reason) {
            case REJECTED_400:
                return "Amplitude refused them for their content (rejected_400)";
            case SILENCED:
                return "Amplitude silenced their devices (silenced)";
            case TOO_LARGE_413:
                return "too large for the server even alone (too_large_413); see maxEventBytes";
            case ATTEMPTS_EXHAUSTED:
                return "sent as often as maxUploadAttempts allows (attempts_exhausted)";
            case SHUTDOWN_NO_SPOOL:
                return "not delivered before shutdownTimeout ended (shutdown_no_spool)";
            default:
                return "a bug of amplitude4j (internal_error)";
        }
    }

    static String onReject(LogResult reason) {
        switch (reason) {
            case QUEUE_FULL:
                return "all room is used (queue_full); see maxCachedBytes, maxCachedEvents, maxBlock";
            case TOO_LARGE:
                return "larger than maxEventBytes (too_large)";
            case INVALID:
                return "no usable id or event type (invalid)";
            case CLOSED:
                return "logged after the client was closed (closed)";
            case INTERNAL_ERROR:
                return "code called while encoding failed (internal_error)";
            case REENTRANT:
                return "logged while another event was being encoded (reentrant)";
            default:
                return reason.name();
        }
    }
}

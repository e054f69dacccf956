// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

/** Why an accepted event was given up. The set is closed: an event that is lost any other way is a bug. */
public enum DropReason {
    /** Amplitude refused the event for its content. */
    REJECTED_400,
    /** Amplitude silenced the event's device: it said so of the event, or of the device within the last hour. */
    SILENCED,
    /** The event alone is larger than the server takes. */
    TOO_LARGE_413,
    /** The event was sent {@code maxUploadAttempts} times in vain. */
    ATTEMPTS_EXHAUSTED,
    /** The client was shut down before the event could be delivered. */
    SHUTDOWN_NO_SPOOL,
    /** A bug of the client. */
    INTERNAL_ERROR
}

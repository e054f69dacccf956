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
    /** The client was shut down, and the event found no room in the spool. */
    SPOOL_FULL,
    /** The disk refused the event when the client was shut down, or lost it. */
    SPOOL_IO,
    /** The event was damaged on disk. */
    SPOOL_CORRUPT,
    /** The event may have arrived more than 7 days ago, and is not to arrive twice; see {@code onDedupeExpiry}. */
    EXPIRED,
    /** The client was shut down before the event could be delivered, and has no spool. */
    SHUTDOWN_NO_SPOOL,
    /** A bug of the client. */
    INTERNAL_ERROR
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

/** What a client counts beside the equation of its events. The set is closed. */
public enum Counter {
    /** Events put on the wire, each time they were. */
    ATTEMPTS,
    /** Of the attempts, those of events that had been sent before. */
    RETRIES,
    /** Attempts after which nobody knows whether Amplitude has the events: they are sent again, de-duplicated there. */
    AMBIGUOUS_ATTEMPTS,
    /** Events by which Amplitude's own count fell short of a request that it confirmed. They count as delivered. */
    INGESTED_SHORTFALL,
    /** Requests made to find events for which a server refuses others, or to ask whether it still refuses everything. */
    BISECT_REQUESTS,
    /** Events set aside now because Amplitude throttles their user or device. */
    PAUSED_NOW,
    /** Events on disk alone now, which come back to memory when there is room. */
    STORED_NOW,
    /** Events delivered that may have arrived before, so long ago that Amplitude may hold them twice. */
    RESENT_AFTER_7D,
    /** Events on disk alone that may not survive a loss of power, since the disk failed to say that they do. */
    UNSYNCED,
    /** Bytes of unfinished lines that recovery cut off the end of files. */
    TORN_BYTES,
    /** Values cut to a limit of Amplitude's or of the client's. */
    TRUNCATED_VALUES,
    /** Values left out because JSON cannot carry them. */
    SANITIZED_VALUES,
    /** Failures that the threads of the client survived. */
    WORKER_ERRORS,
    /** Bytes that events hold in memory now, 96 per event included. */
    BYTES_IN_MEMORY,
    /** Bytes that the spool takes up on disk now. */
    BYTES_ON_DISK
}

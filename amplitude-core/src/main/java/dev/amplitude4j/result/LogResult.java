// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

/** What became of an event at the moment it was logged. Every value but {@link #ACCEPTED} is a counted refusal. */
public enum LogResult {
    /** The event is kept until it is delivered, refused by Amplitude, or dropped with a counted reason. */
    ACCEPTED,
    /** The client is closed. */
    CLOSED,
    /** The memory bound is reached; the newest event is refused so that what was accepted is kept. */
    QUEUE_FULL,
    /** No usable id, no usable event type, or a name that Amplitude reserves. */
    INVALID,
    /** The encoded event is larger than {@code maxEventBytes}. */
    TOO_LARGE,
    /** Logged by the client's own threads, or while another event was being encoded on this thread. */
    REENTRANT,
    /** Left out by sampling. */
    SAMPLED,
    /** A plugin or filter answered that the event is not to be sent. */
    FILTERED,
    /** The client was told to send nothing. */
    OPTED_OUT,
    /** An unexpected failure of the client or of user code called by it; nothing was kept. */
    INTERNAL_ERROR
}

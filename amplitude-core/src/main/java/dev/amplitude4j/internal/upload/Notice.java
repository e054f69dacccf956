// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

/** What the operator ought to know beside single answers and losses. */
public enum Notice {
    /** Compressed requests do not arrive whole; none is compressed any more. */
    COMPRESSION_OFF,
    /** Users or devices are throttled again and again on HTTP V2; requests go to the Batch endpoint from now on. */
    SWITCHED_TO_BATCH,
    /** Users or devices are throttled again and again on HTTP V2, and nothing is configured for that. */
    THROTTLED_OFTEN,
    /** The events of throttled users and devices take a large part of the memory. */
    MANY_PAUSED_EVENTS,
    /** The server refuses every event, and does not say why. */
    REFUSES_EVERYTHING
}

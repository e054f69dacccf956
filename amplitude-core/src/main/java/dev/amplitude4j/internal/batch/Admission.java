// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import dev.amplitude4j.result.LogResult;

/** Takes encoded events in, or says why not. Thread-safe. */
public interface Admission {

    /** Asks before the work of encoding: null if an event may be offered, else why not. */
    LogResult refusal();

    /** Takes a copy of one encoded event, or says why not; {@code identityHash} is equal for events whose order must be kept. */
    LogResult offer(byte[] event, int length, int identityHash);

    /** A number for the next event, larger than those of the events before. */
    int nextEventId();
}

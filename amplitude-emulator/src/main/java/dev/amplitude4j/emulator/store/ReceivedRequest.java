// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import java.util.List;

/**
 * One request to an ingest path and what became of it. Immutable, any thread.
 *
 * @param number 1 for the first request since start or reset
 * @param receivedAtMillis the emulator's time, in ms since the epoch
 * @param path the request path
 * @param status the status answered (0 if a fault dropped the connection without an answer)
 * @param events how many events it held; 0 if its body could not be read
 * @param insertIds the insert ids of its events, in order
 * @param ingested whether its events were taken, whatever was answered
 * @param reason why it was refused or disturbed, in words; null if it was accepted
 */
public record ReceivedRequest(
        long number,
        long receivedAtMillis,
        String path,
        int status,
        int events,
        List<String> insertIds,
        boolean ingested,
        String reason) {

    /** Whether its events were not taken. */
    public boolean isRejected() {
        return !ingested;
    }
}

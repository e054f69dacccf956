// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.retry.Verdict;

/**
 * Whether the server is trusted with compressed requests. One that it could not read is sent once more as it is; if that
 * works, something on the way breaks compressed ones, and no more are sent. Owned by the dispatch thread.
 */
final class GzipTrust {

    private boolean off;
    private Lane witness;

    boolean mayCompress() {
        return !off && witness == null;
    }

    /** A compressed request could not be read: until its events are answered for otherwise, nothing is compressed. */
    void unreadable(Shipment shipment) {
        witness = shipment.laneOf(0);
    }

    /** Learns from an answer; true if compression is switched off because of it. */
    boolean learn(Shipment shipment, Verdict.Next next) {
        if (witness == null || shipment.isGzip() || !shipment.lanes().contains(witness)) {
            return false;
        }
        if (next == Verdict.Next.CONFIRMED) {
            off = true;
        }
        if (next == Verdict.Next.CONFIRMED || next == Verdict.Next.BISECT) {
            witness = null;
        }
        return off;
    }
}

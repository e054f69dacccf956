// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

/**
 * What one event may cost, and what had to be cut or left out for it. Owned by one encoder; shared by its parts.
 */
final class Budget {

    /** Amplitude cuts every string there. */
    static final int MAX_CHARS = 1_024;

    /** Containers nested deeper than this are not read. */
    static final int MAX_DEPTH = 16;

    /** Names per section; Amplitude's own libraries stop at 1,000 or 1,024. */
    static final int MAX_NAMES = 1_000;

    /** Values read from the maps, collections and arrays of one event, so that endless iterators end. */
    private static final int MAX_NODES = 10_000;

    private final int maxNestedBytes;
    private int nodesLeft;
    private int nestedBytesLeft;
    int truncated;
    int sanitized;

    /**
     * A budget for events of that size. Containers together get three quarters of it: they are cut there, so that one endless
     * collection does not cost the event.
     */
    Budget(int maxEventBytes) {
        maxNestedBytes = maxEventBytes / 4 * 3;
    }

    void reset() {
        nodesLeft = MAX_NODES;
        nestedBytesLeft = maxNestedBytes;
        truncated = 0;
        sanitized = 0;
    }

    /** How many bytes the containers of the event may still take. */
    int nestedBytesLeft() {
        return nestedBytesLeft;
    }

    /** Notes that a container took that many bytes. */
    void takeNestedBytes(int bytes) {
        nestedBytesLeft -= bytes;
    }

    /** Whether one more value may be read from a container. */
    boolean takeNode() {
        return nodesLeft-- > 0;
    }
}

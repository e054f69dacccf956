// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

/** What was found in one segment of a dead owner. Made on the spool's thread; admitted by {@link Spool#admit}. */
public final class Recovered {

    final Segment segment;
    private volatile boolean counted;
    private final int events;
    private final int corrupt;

    Recovered(Segment segment, int events, int corrupt) {
        this.segment = segment;
        this.events = events;
        this.corrupt = corrupt;
    }

    /** Events in it that wait to be sent. */
    public int events() {
        return events;
    }

    /** Events in it that cannot be read. */
    public int corrupt() {
        return corrupt;
    }

    /** Notes that they are counted, so that they are not counted once more after a failure. The dispatch thread. */
    public void counted() {
        counted = true;
    }

    /** Whether they are. Any thread. */
    public boolean isCounted() {
        return counted;
    }
}

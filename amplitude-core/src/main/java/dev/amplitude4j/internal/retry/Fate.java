// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import dev.amplitude4j.result.DropReason;

/** What an answer means for one event. */
public enum Fate {
    /** Confirmed by Amplitude. */
    DELIVERED(null),
    /** To be sent again. */
    RESEND(null),
    /** To be sent again when its user is no longer throttled. */
    PAUSE_USER(null),
    /** To be sent again when its device is no longer throttled. */
    PAUSE_DEVICE(null),
    /** Refused for its content. */
    REJECTED(DropReason.REJECTED_400),
    /** Of a device that Amplitude silenced. */
    SILENCED(DropReason.SILENCED),
    /** Alone in its request, and the request was too large. */
    TOO_LARGE(DropReason.TOO_LARGE_413);

    private final DropReason dropReason;

    Fate(DropReason dropReason) {
        this.dropReason = dropReason;
    }

    /** Why the event is given up; null if it is not. */
    public DropReason dropReason() {
        return dropReason;
    }
}

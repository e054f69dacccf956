// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import dev.amplitude4j.result.DropReason;

/** What an answer means for one event. */
public enum Fate {
    /** Confirmed by Amplitude. */
    DELIVERED,
    /** To be sent again. */
    RESEND,
    /** To be sent again when its user is no longer throttled. */
    PAUSE_USER,
    /** To be sent again when its device is no longer throttled. */
    PAUSE_DEVICE,
    /** To be sent again when its user has quota again, which takes hours. */
    QUOTA_USER,
    /** To be sent again when its device has quota again, which takes hours. */
    QUOTA_DEVICE,
    /** Refused for its content. */
    REJECTED(DropReason.REJECTED_400),
    /** Of a device that Amplitude silenced. */
    SILENCED(DropReason.SILENCED),
    /** Alone in its request, and the request was too large. */
    TOO_LARGE(DropReason.TOO_LARGE_413);

    private final DropReason dropReason;

    Fate() {
        this(null);
    }

    Fate(DropReason dropReason) {
        this.dropReason = dropReason;
    }

    /** Why the event is given up; null if it is not. */
    public DropReason dropReason() {
        return dropReason;
    }

    /** Whether the event waits for its user or device. */
    public boolean isPause() {
        return this == PAUSE_USER || this == PAUSE_DEVICE || isQuota();
    }

    /** Whether it waits for a quota of the day. */
    public boolean isQuota() {
        return this == QUOTA_USER || this == QUOTA_DEVICE;
    }

    /** Whether it is the user that it waits for. */
    public boolean isOfUser() {
        return this == PAUSE_USER || this == QUOTA_USER;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.result;

/** What one request to Amplitude came to. Immutable; the event figures add up to {@link #events()}. */
public final class UploadReport {

    private final int status;
    private final int events;
    private final int delivered;
    private final int dropped;
    private final String problem;

    /** A report; {@code problem} is null when all is well. */
    public UploadReport(int status, int events, int delivered, int dropped, String problem) {
        this.status = status;
        this.events = events;
        this.delivered = delivered;
        this.dropped = dropped;
        this.problem = problem;
    }

    /** HTTP status of the answer; 0 if there was none. */
    public int status() {
        return status;
    }

    /** Events in the request. */
    public int events() {
        return events;
    }

    /** Events that the answer confirmed. */
    public int delivered() {
        return delivered;
    }

    /** Events that were given up because of the answer. */
    public int dropped() {
        return dropped;
    }

    /** Events that will be sent again. */
    public int retained() {
        return events - delivered - dropped;
    }

    /** What went wrong in words, without the API key; null if nothing did. */
    public String problem() {
        return problem;
    }

    @Override
    public String toString() {
        return "status=" + status + " events=" + events + " delivered=" + delivered + " dropped=" + dropped
                + (problem == null ? "" : " (" + problem + ")");
    }
}

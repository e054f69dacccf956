// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

/**
 * The limits of one ingest endpoint, read by the checks on server threads. Immutable.
 *
 * @param path the request path, such as {@value #HTTP_V2}
 * @param maxBodyBytes most bytes of the decompressed body; more is answered 413
 * @param maxEvents most events of one request; more is answered 413
 * @param eventsPerSecond most events of one device or user, averaged over 30 s; 0 switches the limit off
 * @param dailyQuota most events of one device or user in 24 h; 0 switches the limit off
 * @param projectEventsPerSecond most events of one project, averaged over 30 s; 0 switches the limit off
 * @param reportAllOffenders whether a 400 lists every offending event of a field, or only the first
 */
public record EndpointRules(
        String path,
        int maxBodyBytes,
        int maxEvents,
        int eventsPerSecond,
        int dailyQuota,
        int projectEventsPerSecond,
        boolean reportAllOffenders) {

    /** Path of HTTP V2. */
    public static final String HTTP_V2 = "/2/httpapi";

    /** Path of the Batch Event Upload API. */
    public static final String BATCH = "/batch";

    private static final int EVENTS_PER_REQUEST = 2_000;

    /** The documented limits of HTTP V2. */
    public static EndpointRules httpV2() {
        return new EndpointRules(HTTP_V2, 1_048_576, EVENTS_PER_REQUEST, 30, 0, 50_000, false);
    }

    /** The documented limits of the Batch Event Upload API. */
    public static EndpointRules batch() {
        return new EndpointRules(BATCH, 20_000_000, EVENTS_PER_REQUEST, 1_000, 500_000, 100_000, true);
    }

    /** These rules with another byte limit. */
    public EndpointRules withMaxBodyBytes(int bytes) {
        return new EndpointRules(
                path, bytes, maxEvents, eventsPerSecond, dailyQuota, projectEventsPerSecond, reportAllOffenders);
    }

    /** These rules with another limit per device and user; 0 switches it off. */
    public EndpointRules withEventsPerSecond(int limit) {
        return new EndpointRules(
                path, maxBodyBytes, maxEvents, limit, dailyQuota, projectEventsPerSecond, reportAllOffenders);
    }

    /** These rules with another daily quota per device and user; 0 switches it off. */
    public EndpointRules withDailyQuota(int quota) {
        return new EndpointRules(
                path, maxBodyBytes, maxEvents, eventsPerSecond, quota, projectEventsPerSecond, reportAllOffenders);
    }

    /** These rules with another limit per project; 0 switches it off. */
    public EndpointRules withProjectEventsPerSecond(int limit) {
        return new EndpointRules(path, maxBodyBytes, maxEvents, eventsPerSecond, dailyQuota, limit, reportAllOffenders);
    }

    /** These rules with all offenders reported, or only the first of each field. */
    public EndpointRules withReportAllOffenders(boolean all) {
        return new EndpointRules(
                path, maxBodyBytes, maxEvents, eventsPerSecond, dailyQuota, projectEventsPerSecond, all);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

/** What kind of trouble an answer tells of: for each there is one line to the operator, with the way out. */
public enum Trouble {
    /** Nobody is there, or the server failed by its own account. */
    UNAVAILABLE,
    /** An answer that Amplitude does not give: a proxy, a captive portal, a wrong URL. */
    UNEXPECTED_ANSWER,
    /** The key or the form of the request is refused: only a person can mend that. */
    CONFIG_ERROR,
    /** Single events are refused by name. */
    EVENTS_REFUSED,
    /** A request is refused, and not said for which event. */
    REFUSED_WITHOUT_NAMES,
    /** A firewall refuses the request; one word in one event may be why. */
    FORBIDDEN,
    /** The compressed request could not be read. */
    UNREADABLE,
    /** The request is larger than the server takes. */
    TOO_LARGE,
    /** Some users or devices send more than Amplitude lets them. */
    THROTTLED,
    /** The project as a whole sends more than Amplitude lets it. */
    PROJECT_THROTTLED,
    /** Amplitude confirmed the request and counted fewer events than it held. */
    INGESTED_FEWER
}

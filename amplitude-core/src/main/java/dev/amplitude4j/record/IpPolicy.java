// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** What the mapper does with the top-level {@code ip} of an event. */
public enum IpPolicy {
    /** It is sent as it is. */
    KEEP,
    /** The host part is zeroed: IPv4 keeps 24 bits, IPv6 keeps 48. What is no literal address is left out. */
    TRUNCATE,
    /** It is left out. */
    DROP
}

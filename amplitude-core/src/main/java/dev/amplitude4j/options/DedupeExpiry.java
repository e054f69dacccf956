// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

/**
 * What happens to an event of which nobody knows whether it arrived, once Amplitude no longer recognises a second copy of it,
 * which is after 7 days.
 */
public enum DedupeExpiry {
    /** It is sent again: it arrives, perhaps twice. Counted as {@code RESENT_AFTER_7D}. */
    SEND,
    /** It is dropped as {@code EXPIRED}: it arrives once, or not at all. */
    DROP
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** What the mapper does with a record that has neither a usable user id nor a usable device id. */
public enum MissingIdPolicy {
    /** A stable, anonymous device id of this host is put in, and the event property {@code anonymous=true}. */
    ANONYMOUS,
    /** The record is refused as {@code INVALID}. */
    DROP
}

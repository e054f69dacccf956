// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

/** When spooled events are made to survive a loss of power, not only the death of the process. */
public enum SpoolSync {
    /** After every group of events, which is every 50 ms at most. */
    ALWAYS,
    /** Once a second, and whenever a file is complete. */
    EVERY_SECOND,
    /** Whenever the operating system sees fit. */
    NEVER
}

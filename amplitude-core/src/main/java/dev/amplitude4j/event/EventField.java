// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/** placeholder */
public enum EventField {
    /** App version. */
    APP_VERSION
}

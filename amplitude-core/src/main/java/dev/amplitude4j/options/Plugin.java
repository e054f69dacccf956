// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import dev.amplitude4j.event.Event;

/** Changes or filters events before they are encoded. Called on the logging thread, so it must be quick and thread-safe. */
@FunctionalInterface
public interface Plugin {

    /**
     * Returns the event to send: the same, a changed one ({@link Event#toBuilder()}), or null to leave it out. An exception
     * refuses the event as {@code INTERNAL_ERROR}.
     */
    Event execute(Event event);
}

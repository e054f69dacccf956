// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/**
 * Writes the parts of an event that an object stands for. A writer without state costs no allocation per event, whatever it
 * is called with; called on the thread that logs.
 *
 * @param <A> what an event is made from
 */
@FunctionalInterface
public interface EventWriter<A> {

    /** Writes one event; {@code sink} must not be kept. An exception rejects the event as {@code INTERNAL_ERROR}. */
    void write(A source, EventSink sink);

    /** What becomes of property names, nested ones included; everything is kept by default. */
    default NameFilter nameFilter() {
        return NameFilter.KEEP_ALL;
    }
}

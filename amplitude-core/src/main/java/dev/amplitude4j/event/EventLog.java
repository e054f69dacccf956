// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import dev.amplitude4j.result.LogResult;

/** Where events are logged. Thread-safe; the caller never waits unless asked to, and never sees an exception. */
public interface EventLog {

    /**
     * Logs the event that {@code writer} makes of {@code source}, on the calling thread and without allocating.
     *
     * @return {@link LogResult#ACCEPTED}, or why the event was refused
     */
    <A> LogResult logEvent(A source, EventWriter<? super A> writer);
}

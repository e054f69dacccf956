// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.batch.EventQueue;

/** The threads that take events from the queue: they are woken together, by any thread. */
public final class Workers implements EventQueue.Taker {

    private final Dispatcher dispatcher;
    private final SpoolThread spool;

    /** Both of them; {@code spool} may be null. */
    public Workers(Dispatcher dispatcher, SpoolThread spool) {
        this.dispatcher = dispatcher;
        this.spool = spool;
    }

    @Override
    public void wake() {
        dispatcher.wake();
        if (spool != null) {
            spool.wake();
        }
    }

    @Override
    public boolean isGone() {
        return dispatcher.isGone() || (spool != null && spool.isGone());
    }
}

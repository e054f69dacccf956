// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.Stats;

/**
 * The books of both sides: what the sender says of its events, and what arrived. Immutable.
 *
 * @param accepted events that the sender took in
 * @param delivered those that it knows to have arrived
 * @param dropped those that it gave up
 * @param pending those still on their way
 * @param received events that arrived, repetitions left out
 * @param distinct how many different ids those have
 */
record Balance(long accepted, long delivered, long dropped, long pending, long received, long distinct) {

    /** The books of a run that is over: looks at every event. */
    static Balance of(Stats sent, Emulator emulator) {
        long distinct = emulator.received().stream()
                .map(StoredEvent::insertId)
                .distinct()
                .count();
        return of(sent, emulator.counts().events(), distinct);
    }

    /** The books as they are now. They need not agree yet, and for one line of text nobody looks at every event. */
    static Balance soFar(Stats sent, Emulator emulator) {
        long received = emulator.counts().events();
        return of(sent, received, received);
    }

    private static Balance of(Stats sent, long received, long distinct) {
        return new Balance(sent.accepted(), sent.delivered(), sent.droppedTotal(), sent.pending(), received, distinct);
    }

    /** Whether something was sent, nothing was lost, nothing is left, and both sides agree. */
    boolean holds() {
        return accepted > 0
                && accepted == delivered + dropped + pending
                && dropped == 0
                && pending == 0
                && received == distinct
                && received == delivered;
    }

    /** One line of the demo, and its last. */
    String line() {
        return "demo: accepted=" + accepted + " delivered=" + delivered + " dropped=" + dropped + " pending=" + pending
                + " received=" + received;
    }
}

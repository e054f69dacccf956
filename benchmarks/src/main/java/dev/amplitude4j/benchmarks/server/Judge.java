// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.Counts;

/** Amplitude's own rules, rate limits included, for the scenario that is about them; started when first asked for. Thread-safe. */
final class Judge {

    private Emulator emulator;

    /** Forgets all events. */
    synchronized void reset() {
        if (emulator == null) {
            emulator = Emulator.start();
        } else {
            emulator.reset();
        }
    }

    /** The same counts as those of the kind server, as far as there are such, and the port on which it listens. */
    synchronized Readings readings() {
        Counts counts = emulator.counts();
        Readings readings = new Readings();
        readings.put("judgePort", emulator.port());
        readings.put("posts", counts.requests());
        readings.put("refusedPosts", counts.rejectedRequests());
        readings.put("confirmed", counts.events());
        readings.put("repeated", counts.duplicates());
        return readings;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.Stats;
import java.util.HashMap;
import java.util.Map;

/** What must hold after a stop: nothing is unaccounted for, and client and server counted the same. */
final class Law {

    private Law() {}

    /** So many events were accepted, and the server has each of them once, those of a user in the order of their {@code n}. */
    static void assertAllArrived(long events, Stats stats, Emulator emulator) {
        assertThat(stats.accepted()).as("%s", stats).isEqualTo(events);
        assertThat(stats.delivered()).as("%s", stats).isEqualTo(events);
        assertThat(stats.pending()).as("%s", stats).isZero();
        assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        assertThat(stats.traffic().workerErrors()).isZero();
        assertThat(stats.traffic().bytesInMemory()).isZero();
        assertThat(stats.traffic().attempts()).isEqualTo(emulator.counts().receipts());
        assertThat(emulator.counts().events()).isEqualTo(events);
        assertThat(emulator.received().stream().map(StoredEvent::insertId).distinct())
                .hasSize((int) events);
        assertInOrder(emulator);
    }

    private static void assertInOrder(Emulator emulator) {
        Map<String, Long> last = new HashMap<>();
        for (StoredEvent event : emulator.received()) {
            long n = event.node().path("event_properties").path("n").asLong(-1);
            Long before = last.put(event.userId(), n);
            assertThat(before == null || before < n)
                    .as("%s: %s after %s", event.userId(), n, before)
                    .isTrue();
        }
    }
}

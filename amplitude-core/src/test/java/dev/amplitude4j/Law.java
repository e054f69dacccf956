// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.Stats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold after every test that sends: nothing is unaccounted for, and client and server counted the same. */
public final class Law {

    private Law() {}

    /** Everything accepted was delivered, and the server has each event once. */
    public static void assertAllArrived(Stats stats, Emulator emulator) {
        assertBalanced(stats, emulator);
        assertThat(stats.pending()).as("%s", stats).isZero();
        assertThat(stats.droppedTotal()).as("%s", stats).isZero();
        assertThat(emulator.counts().events()).isEqualTo(stats.accepted());
        assertThat(emulator.received().stream().map(StoredEvent::insertId)).doesNotHaveDuplicates();
    }

    /** So many events were accepted, and the server has each of them once, those of a user in the order of their {@code n}. */
    public static void assertAllArrived(long events, Stats stats, Emulator emulator) {
        assertThat(stats.accepted()).as("%s", stats).isEqualTo(events);
        assertAllArrived(stats, emulator);
        assertInOrder(emulator.received());
    }

    /** The equation holds, and attempts counted here are receipts counted there. */
    public static void assertBalanced(Stats stats, Emulator emulator) {
        assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        assertThat(stats.traffic().workerErrors()).isZero();
        assertThat(stats.traffic().attempts()).isEqualTo(emulator.counts().receipts());
        if (stats.pending() == 0) {
            assertThat(stats.traffic().bytesInMemory()).isZero();
        }
    }

    /** The property {@code n} of each user's events rises in the order of arrival. */
    public static void assertInOrder(List<StoredEvent> events) {
        Map<String, Long> last = new HashMap<>();
        for (StoredEvent event : events) {
            long n = event.node().path("event_properties").path("n").asLong(-1);
            Long before = last.put(event.userId(), n);
            assertThat(before == null || before < n)
                    .as("%s: %s after %s", event.userId(), n, before)
                    .isTrue();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.store.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many events from several threads, within the default limits. */
class LoadIT {

    private static final int THREADS = 4;
    private static final int REQUESTS_PER_THREAD = 25;
    private static final int EVENTS_PER_REQUEST = 1_000;

    @Test
    void parallelLoad_isIngestedWholeAndInOrderOfEachSender() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            ExecutorService senders = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> results = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String sender = "sender-" + thread;
                results.add(senders.submit(() -> {
                    sendAll(emulator, sender);
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
            senders.shutdown();
            assertThat(emulator.counts().events()).isEqualTo(THREADS * REQUESTS_PER_THREAD * EVENTS_PER_REQUEST);
            assertThat(emulator.rejected()).isEmpty();
            for (int thread = 0; thread < THREADS; thread++) {
                assertInOrder(emulator.received(), "sender-" + thread + "-");
            }
        }
    }

    private static void sendAll(Emulator emulator, String sender) throws Exception {
        for (int request = 0; request < REQUESTS_PER_THREAD; request++) {
            String[] events = new String[EVENTS_PER_REQUEST];
            for (int i = 0; i < events.length; i++) {
                events[i] = "{\"event_type\":\"Log Recorded\",\"user_id\":\"user-" + i + "-" + sender
                        + "\",\"insert_id\":\"" + sender + "-" + (request * EVENTS_PER_REQUEST + i)
                        + "\",\"time\":1795404599871,\"event_id\":" + i + ",\"event_properties\":{\"level\":\"WARN\","
                        + "\"logger\":\"com.acme.shop.Checkout\",\"template\":\"slow call {} of {}\",\"took_ms\":812,"
                        + "\"text\":\"" + "lorem ipsum ".repeat(20) + "\"}}";
            }
            assertThat(Wire.post(emulator, "/2/httpapi", Wire.body(events)).statusCode())
                    .isEqualTo(200);
        }
    }

    private static void assertInOrder(List<StoredEvent> received, String prefix) {
        int expected = 0;
        for (StoredEvent event : received) {
            if (event.insertId().startsWith(prefix)) {
                assertThat(event.insertId()).isEqualTo(prefix + expected);
                expected++;
            }
        }
        assertThat(expected).isEqualTo(REQUESTS_PER_THREAD * EVENTS_PER_REQUEST);
    }
}

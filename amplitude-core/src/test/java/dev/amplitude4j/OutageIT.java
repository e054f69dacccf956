// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.LogResult;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a server may do to a client for a while. These mostly wait, so they do it together, and while others run. */
@Execution(ExecutionMode.CONCURRENT)
class OutageIT {

    private final Emulator emulator = Emulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void attempts_equalReceipts_whateverTheServerDoes() {
        emulator.faults(
                Fault.answer(500).committing(true).times(1).build(),
                Fault.dropConnection().times(1).build(),
                Fault.dropConnection().committing(true).times(1).build(),
                Fault.answer(200).html("<html>").times(1).build());
        try (AmplitudeClient client = builder().maxParallelUploads(1).build()) {
            for (int n = 0; n < 100; n++) {
                log(client, "user-" + n % 10, n);
            }
            assertThat(client.flush(Duration.ofSeconds(60)).isComplete()).isTrue();
            Law.assertAllArrived(client.stats(), emulator);
            Law.assertInOrder(emulator.received());
            assertThat(client.stats().traffic().ambiguousAttempts()).isPositive();
        }
    }

    @Test
    void batchRefusedWholeForTenSeconds_arrivesAfterwards() {
        emulator.faults(Fault.answer(503).durationMillis(10_000L).build());
        try (AmplitudeClient client = builder().build()) {
            for (int n = 0; n < 1_000; n++) {
                log(client, "user-" + n % 100, n);
            }
            await().atMost(Duration.ofSeconds(80)).until(() -> client.stats().pending() == 0);
            Law.assertAllArrived(client.stats(), emulator);
            assertThat(client.stats().requests()).containsKey(503);
        }
    }

    @Test
    void throttledUserAmongAHundred_losesNothingAndHoldsUpNobody() {
        emulator.faults(Fault.throttleUser("user-7").durationMillis(3_000L).build());
        try (AmplitudeClient client =
                builder().uploadInterval(Duration.ofMillis(50)).build()) {
            for (int n = 0; n < 1_000; n++) {
                log(client, "user-" + n % 100, n);
            }
            await().atMost(Duration.ofSeconds(25)).until(() -> client.stats().delivered() == 990);
            assertThat(client.stats().pending()).isEqualTo(10);
            log(client, "user-8", 1_000);
            log(client, "user-7", 1_000);
            await().atMost(Duration.ofSeconds(25)).until(() -> client.stats().delivered() == 991);
            await().atMost(Duration.ofSeconds(90)).until(() -> client.stats().pending() == 0);
            Law.assertAllArrived(client.stats(), emulator);
            Law.assertInOrder(emulator.received());
        }
    }

    private AmplitudeClient.Builder builder() {
        return AmplitudeClient.builder("0123456789abcdef0123456789abcdef")
                .serverUrl(emulator.url())
                .statusListener(SILENT);
    }

    private static LogResult log(AmplitudeClient client, String userId, int n) {
        return client.logEvent(
                Event.builder("Thing Done").userId(userId).property("n", n).build());
    }

    private static final StatusListener SILENT = new StatusListener() {
        @Override
        public void warn(String message) {}

        @Override
        public void info(String message) {}
    };
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which delivery gives an event up: counted, told to the delegate, and said to the operator, once each. */
class LossesIT {

    private final Emulator emulator = Emulator.start();
    private final Queue<String> drops = new ConcurrentLinkedQueue<>();
    private final Queue<UploadReport> reports = new ConcurrentLinkedQueue<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        emulator.close();
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                arguments(
                        DropReason.REJECTED_400,
                        Fault.answer(400).body("{\"code\":400,\"events_with_invalid_fields\":{\"time\":[0]}}")),
                arguments(DropReason.SILENCED, Fault.answer(400).body("{\"code\":400,\"silenced_events\":[0]}")),
                arguments(DropReason.TOO_LARGE_413, Fault.answer(413)),
                arguments(DropReason.ATTEMPTS_EXHAUSTED, Fault.answer(503)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void loss_isCountedToldAndSaid_once(DropReason reason, Fault.Builder fault) {
        emulator.faults(fault.build());
        try (AmplitudeClient client = client()) {
            log(client);
            await().atMost(Duration.ofSeconds(20)).until(() -> client.stats().pending() == 0);
            assertLost(client, reason);
            Law.assertBalanced(client.stats(), emulator);
        }
    }

    @Test
    void lossAtTheEnd_isCountedToldAndSaid_once() {
        emulator.faults(Fault.answer(503).build());
        AmplitudeClient client = client();
        log(client);
        client.shutdown(Duration.ZERO);
        assertLost(client, DropReason.SHUTDOWN_NO_SPOOL);
    }

    private void assertLost(AmplitudeClient client, DropReason reason) {
        long requests = client.stats().requests().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        String name = reason.name().toLowerCase(Locale.ROOT);
        assertThat(client.stats().dropped()).isEqualTo(Map.of(reason, 1L));
        assertThat(client.stats().isBalanced()).as("%s", client.stats()).isTrue();
        await().untilAsserted(() -> {
            assertThat(drops).containsExactly(reason + " 1");
            assertThat((long) reports.size()).isEqualTo(requests);
            assertThat(lines)
                    .filteredOn(line -> line.contains("dropped 1 event"))
                    .singleElement()
                    .asString()
                    .matches("amplitude\\[default]: dropped 1 event: .+ \\(" + name + "\\).*");
        });
    }

    private AmplitudeClient client() {
        return AmplitudeClient.builder("0123456789abcdef0123456789abcdef")
                .serverUrl(emulator.url())
                .maxUploadAttempts(2)
                .uploadDelegate(new UploadDelegate() {
                    @Override
                    public void onUpload(UploadReport report) {
                        reports.add(report);
                    }

                    @Override
                    public void onDrop(DropReason reason, int count) {
                        drops.add(reason + " " + count);
                    }
                })
                .statusListener(new StatusListener() {
                    @Override
                    public void warn(String message) {
                        lines.add(message);
                    }

                    @Override
                    public void info(String message) {}
                })
                .build();
    }

    private static void log(AmplitudeClient client) {
        client.logEvent(Event.builder("Thing Done").userId("user-1").build());
    }
}

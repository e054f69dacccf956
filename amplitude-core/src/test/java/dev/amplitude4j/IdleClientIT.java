// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a client costs that has nothing to do. Linux tells how often each thread went to sleep of its own will. It runs alone,
 * and leaves out the threads that were there before.
 */
@Isolated
class IdleClientIT {

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String SLEEPS = "voluntary_ctxt_switches:";
    private static final Duration OBSERVED = Duration.ofSeconds(10);
    private static final int SLEEPS_A_SECOND = 2;

    @TempDir
    Path folder;

    private Set<Path> before;

    @Test
    void client_thatHasDeliveredAll_sleeps_andNoThreadIsLeftAfterTheEnd() throws IOException {
        try (Emulator emulator = Emulator.start()) {
            before = threads();
            AmplitudeClient client = AmplitudeClient.builder("0123456789abcdef0123456789abcdef")
                    .serverUrl(emulator.url())
                    .spoolDirectory(folder.resolve("spool"))
                    .build();
            client.logEvent(Event.builder("idle").userId("user-4711").build());
            assertThat(client.flush(Duration.ofSeconds(60)).delivered()).isEqualTo(1);

            Map<Path, Long> busy = sleeps("amplitude-", "OkHttp", "Okio");
            assertThat(busy).isNotEmpty();
            await().during(OBSERVED)
                    .atMost(OBSERVED.multipliedBy(3))
                    .until(() -> sleepsSince(busy) <= SLEEPS_A_SECOND * OBSERVED.toSeconds());

            client.close();
            await().untilAsserted(() -> assertThat(sleeps("amplitude-")).isEmpty());
        }
    }

    private long sleepsSince(Map<Path, Long> earlier) throws IOException {
        long sleeps = 0;
        for (Map.Entry<Path, Long> now : sleeps("amplitude-", "OkHttp", "Okio").entrySet()) {
            sleeps += now.getValue() - earlier.getOrDefault(now.getKey(), 0L);
        }
        return sleeps;
    }

    /** Of each living thread of the client whose name begins like that, since it began. */
    private Map<Path, Long> sleeps(String... names) throws IOException {
        Map<Path, Long> sleeps = new HashMap<>();
        for (Path thread : threads()) {
            long count = before.contains(thread) ? 0 : sleeps(thread, names);
            if (count > 0) {
                sleeps.put(thread, count);
            }
        }
        return sleeps;
    }

    private static Set<Path> threads() throws IOException {
        try (Stream<Path> threads = Files.list(THREADS)) {
            return threads.collect(Collectors.toSet());
        }
    }

    private static long sleeps(Path thread, String... names) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            if (Stream.of(names).noneMatch(name::startsWith)) {
                return 0;
            }
            return Files.readAllLines(thread.resolve("status")).stream()
                    .filter(line -> line.startsWith(SLEEPS))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(SLEEPS.length()).trim()))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}

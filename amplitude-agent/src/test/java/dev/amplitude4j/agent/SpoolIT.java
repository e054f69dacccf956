// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's spool keeps the events of a program that is killed while the server is away. */
class SpoolIT {

    private static final int EVENTS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void killedProcess_leavesItsEventsToTheNextStart() throws Exception {
        int port = portOfNobody();
        String rules = "apiKey: " + AgentRun.KEY + "\nserverUrl: http://localhost:" + port + "\nspool: { directory: "
                + folder.resolve("spool") + " }\nshutdownTimeout: 30 s\n"
                + "methods:\n  - { method: com.acme.Shop#place, event: Order Placed, user: arg0.customer.id }\n";
        Process killed = run("first", rules).start("com.acme.Caller", "log4j2", "place:" + EVENTS, "wait");
        try {
            await().atMost(PATIENCE).until(() -> eventsOnDisk() == EVENTS);
        } finally {
            killed.destroyForcibly();
        }
        assertThat(killed.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        try (Emulator emulator = Emulator.builder().port(port).start()) {
            AgentRun next = run("next", rules);
            Process process = next.start("com.acme.Caller", "log4j2", "place:1", "wait");
            // A process that ended at once might leave them to the one after it.
            await().atMost(PATIENCE).until(() -> emulator.received().size() >= EVENTS + 1);
            process.getOutputStream().close();

            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(next.err()).isEmpty();
            assertThat(emulator.received()).hasSize(EVENTS + 1);
            assertThat(emulator.received().stream().map(StoredEvent::insertId).distinct())
                    .hasSize(EVENTS + 1);
        }
    }

    private static int portOfNobody() {
        try (Emulator gone = Emulator.start()) {
            return gone.port();
        }
    }

    /** Of those that the spool's lines hold; each is in one of them. */
    private long eventsOnDisk() throws IOException {
        if (!Files.exists(folder.resolve("spool"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
            long events = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                events += Files.readString(file).split("\"Order Placed\"", -1).length - 1;
            }
            return events;
        }
    }

    private AgentRun run(String name, String rules) throws IOException {
        return new AgentRun(Files.createDirectories(folder.resolve(name))).agent(rules);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.ChildProcess;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a {@code getLogger} does that comes after Log4j's end: no second client, and nothing that keeps the JVM alive. */
class LateLoggerIT {

    private final Emulator emulator = Emulator.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void afterTheShutdown_opensNoClientAndTheJvmEnds() throws Exception {
        assertThat(output("shutdown"))
                .contains(
                        LateChild.THREADS + 0,
                        LateChild.STATS + "accepted=0 delivered=0 dropped={} pending=0 rejected={} ");
    }

    @Test
    void whileTheJvmGoesDown_eventsAreRefusedAndCounted() throws Exception {
        assertThat(output("exit"))
                .contains(
                        LateChild.THREADS + 0,
                        LateChild.STATS + "accepted=0 delivered=0 dropped={} pending=0 rejected={CLOSED=1} ");
    }

    private String output(String ending) throws Exception {
        String xml = "<Configuration><Appenders>"
                + Log4jFixture.appenderXml(
                        "AMPLITUDE", "apiKey=\"" + Log4jFixture.API_KEY + "\" serverUrl=\"" + emulator.url() + "\"", "")
                + "</Appenders><Loggers>" + Mode.SYNC.root("info", "AMPLITUDE") + "</Loggers></Configuration>";
        Path configuration = Files.writeString(folder.resolve("log4j2-child.xml"), xml);
        List<String> options = Log4jChild.options(configuration);
        try (ChildProcess child = new ChildProcess(folder, LateChild.class, options, ending)) {
            child.awaitEnding();
            child.awaitEnd();
            assertThat(child.exitCode()).as(child.err()).isZero();
            assertThat(emulator.received()).extracting(StoredEvent::eventType).containsExactly("In Time");
            return child.out();
        }
    }
}

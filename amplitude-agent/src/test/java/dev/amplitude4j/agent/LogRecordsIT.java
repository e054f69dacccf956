// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log records become events by the agent where the application has no appender of ours, and never twice. */
class LogRecordsIT {

    private static final String HOOK = """
            taggedRecords: true
            logs:
              - { logger: com.acme.*, message: 'Desk (?<what>\\w+)', event: Desk Used }
            """;

    private final Emulator emulator = Emulator.start();
    private CallerRun run;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        if (run != null) {
            run.kill();
        }
        emulator.close();
    }

    /** Before its configuration, after it, and across a reload. */
    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j2"})
    void taggedRecords_becomeEventsWithoutAnAppender(String framework) throws Exception {
        run = run(framework).start("log:20", "reload", "log:20").end();

        assertThat(emulator.received()).hasSize(40).allSatisfy(event -> {
            assertThat(event.eventType()).isEqualTo("Desk Asked");
            assertThat(event.userId()).startsWith("customer-");
        });
        assertThat(run.status()).contains("tagged records: 40");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j2"})
    void recordsOfAnAppenderOfOurs_areLeftToIt(String framework) throws Exception {
        run = run(framework)
                .appender()
                .start("log:20", "reload", "log:20", "stats")
                .end();

        assertThat(emulator.received()).hasSize(40);
        assertThat(run.status()).contains("tagged records: 0", "'Desk Used' for com.acme.*: matched=0");
        assertThat(run.line("stats")).startsWith("accepted=40 ");
    }

    /** Each application is asked by itself: two in one JVM, of which one has our appender. */
    @ParameterizedTest
    @CsvSource({"logback, log4j2", "log4j2, logback"})
    void onlyTheApplicationWithTheAppender_isLeftToIt(String withAppender, String without) throws Exception {
        run = run(withAppender)
                .appender()
                .beside(without)
                .start("log:20", "other:30")
                .end();

        assertThat(emulator.received()).hasSize(50);
        assertThat(run.status()).contains("tagged records: 30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j2"})
    void calls_haveTheDiagnosticContext(String framework) throws Exception {
        run = run(framework)
                .rule("method: com.acme.Shop#place, event: Order Placed, properties: { tenant: \"mdc:tenant\" }")
                .start("placeInContext:20")
                .end();

        assertThat(emulator.received()).hasSize(20).allSatisfy(event -> {
            assertThat(event.userId()).startsWith("customer-");
            assertThat(event.node().path("event_properties").toString()).isEqualTo("{\"tenant\":\"acme\"}");
        });
    }

    private CallerRun run(String framework) {
        return new CallerRun(folder, emulator, framework).agentSettings(HOOK);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.ChildProcess;
import dev.amplitude4j.Law;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the last events of a JVM that ends, by Log4j's own hook or by a call. */
class ExitIT {

    private static final int RECORDS = 100_000;
    private static final long DEADLINE_MILLIS = 30_000;

    private final Emulator emulator = Emulator.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    /** Log4j stops its appenders with 0 ms where nothing is set, with what is set otherwise, and with 50 ms on a call. */
    @ParameterizedTest
    @CsvSource({
        "'', return, SYNC, 20",
        "0, return, SYNC, 20",
        "30000, return, SYNC, 20",
        "'', shutdown, SYNC, 20",
        "'', return, ALL_ASYNC, 20",
        // Log4j itself loses records of mixed loggers at a reconfiguration, see ReconfigurationStressIT.
        "'', return, MIXED_ASYNC, 0"
    })
    void recordsAndReconfigurationsBeforeTheEnd_allArriveWithinTheDeadline(
            String shutdownTimeout, String ending, Mode mode, int reconfigurations) throws Exception {
        String xml = xml(shutdownTimeout, mode, " shutdownTimeoutMillis=\"" + DEADLINE_MILLIS + "\"", 100);
        try (ChildProcess child = start(xml, mode, RECORDS, reconfigurations, ending)) {
            long endingMillis = child.awaitEnding();
            long endMillis = child.awaitEnd();
            assertThat(child.err()).isEmpty();
            assertThat(child.exitCode()).isZero();
            assertThat(endMillis - endingMillis).as("ms to the end").isLessThan(DEADLINE_MILLIS);
            assertThat(emulator.received().stream().map(StoredEvent::insertId).distinct())
                    .as("%s", child.out())
                    .hasSize(RECORDS);
            Law.assertInOrder(emulator.received());
            assertThat(stats(child))
                    .contains("accepted=" + RECORDS + " delivered=" + RECORDS + " dropped={} pending=0 ");
        }
    }

    @Test
    void serverGone_processEndsWithinItsFiveSecondsAndCountsWhatIsLost() throws Exception {
        emulator.close();
        Duration latest = Duration.ofSeconds(7);
        assertThat(BestRound.of(latest, round -> endWithoutServer())).isLessThan(latest);
    }

    private Duration endWithoutServer() throws IOException {
        try (ChildProcess child = start(xml("", Mode.SYNC, "", 60_000), Mode.SYNC, 40, 0, "return")) {
            long endingMillis = child.awaitEnding();
            long endMillis = child.awaitEnd();
            assertThat(stats(child)).contains("accepted=40 delivered=0 dropped={SHUTDOWN_NO_SPOOL=40} pending=0 ");
            return Duration.ofMillis(endMillis - endingMillis);
        }
    }

    private ChildProcess start(String xml, Mode mode, int records, int reconfigurations, String ending)
            throws IOException {
        Path configuration = Files.writeString(folder.resolve("log4j2-child.xml"), xml);
        List<String> options = Log4jChild.options(configuration);
        options.add("-Xmx256m");
        if (mode == Mode.ALL_ASYNC) {
            options.add("-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
        }
        return new ChildProcess(
                folder, ExitChild.class, options, String.valueOf(records), String.valueOf(reconfigurations), ending);
    }

    private String xml(String shutdownTimeout, Mode mode, String attributes, int uploadIntervalMillis) {
        String timeout = shutdownTimeout.isEmpty() ? "" : " shutdownTimeout=\"" + shutdownTimeout + "\"";
        return "<Configuration status=\"warn\"" + timeout + "><Appenders>"
                + Log4jFixture.appenderXml(
                        "AMPLITUDE",
                        "apiKey=\"" + Log4jFixture.API_KEY + "\" serverUrl=\"" + emulator.url() + "\"" + attributes,
                        "<AmplitudeQueue maxBytes=\"128MB\"/><AmplitudeBatch uploadIntervalMillis=\""
                                + uploadIntervalMillis + "\"/>")
                + "</Appenders><Loggers>" + mode.root("info", "AMPLITUDE") + "</Loggers></Configuration>";
    }

    private static String stats(ChildProcess child) {
        return child.out()
                .lines()
                .filter(line -> line.startsWith(ExitChild.STATS))
                .findFirst()
                .orElseThrow(() -> new AssertionError(child.out() + child.err()));
    }
}

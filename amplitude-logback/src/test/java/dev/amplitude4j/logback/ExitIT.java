// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.ChildProcess;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.logback.ExitChild.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the last events of a JVM that ends, one way or another. */
class ExitIT {

    private static final int SIGTERM_CODE = 128 + 15;
    private static final String NO_HOOK = "";

    /** Long enough that nothing leaves before the end. */
    private static final String HELD_BACK = "<batch><uploadInterval>1 minute</uploadInterval></batch>";

    private final Emulator emulator = Emulator.start();
    private final List<ChildProcess> children = new ArrayList<>();

    @TempDir
    private Path folder;

    /** The first answer of a JVM is slow: not what is measured here. */
    @BeforeAll
    static void warmUpTheEmulator() throws Exception {
        try (Emulator first = Emulator.start()) {
            String body = "{\"api_key\":\"" + LogbackFixture.API_KEY
                    + "\",\"events\":[{\"event_type\":\"Warm Up\",\"user_id\":\"user-0\"}]}";
            HttpRequest request = HttpRequest.newBuilder(URI.create(first.url() + "/2/httpapi"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterEach
    void close() {
        children.forEach(ChildProcess::close);
        emulator.close();
    }

    static List<Exit> exits() {
        return List.of(
                new Exit(Ending.RETURN, NO_HOOK, false, 0),
                new Exit(Ending.EXIT, NO_HOOK, false, 3),
                new Exit(Ending.WAIT, NO_HOOK, false, SIGTERM_CODE),
                new Exit(Ending.THROW, NO_HOOK, false, 1),
                new Exit(Ending.LOG_IN_HOOK, NO_HOOK, false, 0),
                new Exit(Ending.RETURN, frameworkHook(), false, 0),
                new Exit(Ending.WAIT, frameworkHook(), true, SIGTERM_CODE),
                new Exit(Ending.EXIT, NO_HOOK, true, 3));
    }

    @ParameterizedTest
    @MethodSource("exits")
    void serverUp_lastEventArrivesAndTheProcessEndsWithinASecondOfIt(Exit exit) throws Exception {
        Duration latest = Duration.ofMillis(999);
        assertThat(BestRound.of(latest, round -> fromLastReceiptToEnd(exit))).isLessThanOrEqualTo(latest);
    }

    private Duration fromLastReceiptToEnd(Exit exit) throws Exception {
        emulator.reset();
        ChildProcess child = start(exit);
        child.awaitEnding();
        if (exit.ending == Ending.WAIT) {
            child.terminate();
        }
        long endMillis = child.awaitEnd();
        List<StoredEvent> received = emulator.received();
        assertThat(received.stream()
                        .map(e -> e.node().path("event_properties").path("n").asLong()))
                .as("%s", child.err())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ExitChild.EVENTS).boxed().toList());
        assertEndedAsIfWithoutUs(exit, child);
        assertThat(child.out()).isEqualTo(ChildProcess.ENDING + System.lineSeparator());
        return Duration.ofMillis(endMillis - received.get(received.size() - 1).receivedAtMillis());
    }

    @Test
    void serverGone_processesEndWithinSixSecondsAndCountWhatIsLost() throws Exception {
        emulator.close();
        Duration latest = Duration.ofSeconds(6);
        assertThat(BestRound.of(latest, round -> slowestEndOfAll())).isLessThan(latest);
    }

    private Duration slowestEndOfAll() throws Exception {
        children.clear();
        long slowestMillis = 0;
        List<Exit> exits = exits();
        for (Exit exit : exits) {
            start(exit, "report");
        }
        List<Long> endings = new ArrayList<>();
        for (int i = 0; i < exits.size(); i++) {
            endings.add(children.get(i).awaitEnding());
            if (exits.get(i).ending == Ending.WAIT) {
                children.get(i).terminate();
            }
        }
        for (int i = 0; i < exits.size(); i++) {
            ChildProcess child = children.get(i);
            slowestMillis = Math.max(slowestMillis, child.awaitEnd() - endings.get(i));
            assertEndedAsIfWithoutUs(exits.get(i), child);
            assertThat(child.out().lines().filter(line -> line.startsWith(ExitChild.STATS)))
                    .as("%s", exits.get(i))
                    .singleElement()
                    .asString()
                    .startsWith(ExitChild.STATS + "accepted=" + ExitChild.EVENTS
                            + " delivered=0 dropped={SHUTDOWN_NO_SPOOL=" + ExitChild.EVENTS + "} pending=0 ");
        }
        return Duration.ofMillis(slowestMillis);
    }

    private ChildProcess start(Exit exit, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(exit.ending.name()));
        arguments.addAll(List.of(more));
        Path own = Files.createTempDirectory(folder, "child");
        Path configuration = Files.writeString(own.resolve("logback-child.xml"), xml(exit));
        ChildProcess child = new ChildProcess(
                own,
                ExitChild.class,
                List.of("-Dlogback.configurationFile=" + configuration),
                arguments.toArray(new String[0]));
        children.add(child);
        return child;
    }

    private String xml(Exit exit) {
        String appender = LogbackFixture.appenderXml(
                "AMPLITUDE",
                "<apiKey>" + LogbackFixture.API_KEY + "</apiKey><serverUrl>" + emulator.url() + "</serverUrl>"
                        + HELD_BACK);
        String async = "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
                + "<discardingThreshold>0</discardingThreshold><maxFlushTime>0</maxFlushTime>"
                + "<appender-ref ref=\"AMPLITUDE\"/></appender>";
        return "<configuration>" + exit.hook + appender + (exit.async ? async : "")
                + LogbackFixture.root(exit.async ? "ASYNC" : "AMPLITUDE") + "</configuration>";
    }

    private static void assertEndedAsIfWithoutUs(Exit exit, ChildProcess child) {
        assertThat(child.exitCode()).as("%s", exit).isEqualTo(exit.code);
        if (exit.ending == Ending.THROW) {
            assertThat(child.err()).startsWith("Exception in thread \"main\" java.lang.IllegalStateException");
            assertThat(child.err().lines()).hasSize(2);
        } else {
            assertThat(child.err()).as("%s", exit).isEmpty();
        }
        assertThat(child.out() + child.err()).doesNotContain(LogbackFixture.API_KEY);
    }

    /** Under the name that this version of Logback knows it by. */
    private static String frameworkHook() {
        boolean old = System.getProperty("logback.version.expected", "").startsWith("1.2.");
        return "<shutdownHook class=\"ch.qos.logback.core.hook."
                + (old ? "DelayingShutdownHook" : "DefaultShutdownHook") + "\"/>";
    }

    private record Exit(Ending ending, String hook, boolean async, int code) {}
}

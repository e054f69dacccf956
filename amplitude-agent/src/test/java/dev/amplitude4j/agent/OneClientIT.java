// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.SocketTable;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent and the appenders of an application feed one client where their events go the same way, and two where not. */
class OneClientIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";

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

    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j2"})
    void sameKey_feedsOneClient(String framework) throws Exception {
        run = run(framework).appender().start("both:50", "threads", "wait", "stats");
        awaitEvents(100);

        assertThat(run.line("threads")).containsOnlyOnce("amplitude-dispatch");
        assertThat(SocketTable.connectionsTo(emulator.port())).isEqualTo(1);
        assertThat(typesByRequest()).anyMatch(types -> types.equals(Set.of("Order Placed", "Desk Asked")));

        run.goOn().end();
        assertThat(run.line("stats")).startsWith("accepted=100 delivered=100 dropped={} pending=0 rejected={}");
        assertThat(run.client()).startsWith("client: accepted=100 delivered=100 dropped={} pending=0 rejected={}");
        assertThat(eventIds()).hasSize(100);
        assertThat(run.err()).isEmpty();
    }

    /** Key, name, and what decides over the endpoint's answers: one each, and all else alike. */
    @ParameterizedTest
    @CsvSource({
        "logback, " + OTHER_KEY + ", ''",
        "log4j2, " + OTHER_KEY + ", ''",
        "logback, " + AgentRun.KEY + ", <clientName>desk</clientName>",
        "log4j2, " + AgentRun.KEY + ", useBatchEndpoint='true'",
        "logback, " + AgentRun.KEY + ", <acceptAny2xx>true</acceptAny2xx>"
    })
    void anotherWay_feedsTwoClients(String framework, String key, String settings) throws Exception {
        run = run(framework)
                .appender()
                .appenderKey(key)
                .appenderSettings(settings)
                .start("both:50", "threads", "wait", "stats");
        awaitEvents(100);

        assertThat(run.line("threads").split("amplitude-dispatch", -1)).hasSize(3);
        assertThat(SocketTable.connectionsTo(emulator.port())).isGreaterThan(1);
        assertThat(typesByRequest()).allMatch(types -> types.size() == 1);

        run.goOn().end();
        assertThat(run.line("stats")).startsWith("accepted=50 delivered=50 dropped={} pending=0");
        assertThat(run.client()).startsWith("client: accepted=50 delivered=50 dropped={} pending=0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j2"})
    void frameworkThatStops_flushesTheAgentsEventsToo_andTheAgentGoesOn(String framework) throws Exception {
        run = run(framework).appender().uploadInterval("1 h").start("both:20", "stop", "wait", "place:30");
        awaitEvents(40);

        run.goOn().end();
        assertThat(emulator.received()).hasSize(70);
        assertThat(run.client()).startsWith("client: accepted=70 delivered=70 dropped={} pending=0");
    }

    /** The hook of the application, the framework's, the appender's and the agent's run at one time, in any order. */
    @ParameterizedTest
    @ValueSource(strings = {"logback", "log4j2"})
    void lastEvents_ofAHookOfTheApplicationArrive(String framework) throws Exception {
        run = run(framework).appender().start("placeInHook:25", "both:20").end();

        assertThat(emulator.received()).hasSize(65);
        assertThat(run.client()).startsWith("client: accepted=65 delivered=65 dropped={} pending=0");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void tenThousandOfEach_areDeliveredAtTheEnd() throws Exception {
        run = run("logback").appender().start("both:10000").end();

        assertThat(emulator.received().stream().map(StoredEvent::insertId).distinct())
                .hasSize(20_000);
        assertThat(run.client()).startsWith("client: accepted=20000 delivered=20000 dropped={} pending=0");
    }

    @Test
    void deadServer_isGivenUpWithinTheDeadlineAndAllIsCounted() throws Exception {
        emulator.close();
        run = run("logback")
                .appender()
                .shutdownTimeout("2 s")
                .appenderSettings("<shutdownTimeout>2 seconds</shutdownTimeout>")
                .start("both:20", "stats")
                .end();

        assertThat(run.line("stats")).startsWith("accepted=40 delivered=0 dropped={} pending=40");
        assertThat(run.client()).startsWith("client: accepted=40 delivered=0 dropped={SHUTDOWN_NO_SPOOL=40} pending=0");
    }

    /** As when another version is in a fat jar, or a build has moved ours: no class is shared. */
    @Test
    void copyInAnotherPackage_feedsTheSameClient() throws Exception {
        run = run("logback")
                .movedAppender(Files.createDirectory(folder.resolve("moved")))
                .start("both:50", "threads", "wait", "stats");
        awaitEvents(100);

        assertThat(run.line("threads")).containsOnlyOnce("amplitude-dispatch");
        run.goOn().end();
        assertThat(run.line("stats")).startsWith("accepted=100 delivered=100 dropped={} pending=0");
    }

    /** The agent of a version whose client is offered in another way. */
    @Test
    void versionsThatDoNotKnowEachOther_keepAClientEach() throws Exception {
        run = run("logback")
                .appender()
                .start("renameOffer", "both:50", "threads", "stats")
                .end();

        assertThat(run.line("threads").split("amplitude-dispatch", -1)).hasSize(3);
        assertThat(emulator.received()).hasSize(100);
        assertThat(run.client()).startsWith("client: accepted=50 delivered=50 dropped={} pending=0");
    }

    private CallerRun run(String framework) {
        return new CallerRun(folder, emulator, framework);
    }

    private void awaitEvents(int events) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(emulator.received()).as("%s", run.err()).hasSize(events));
    }

    private Collection<Set<String>> typesByRequest() {
        return emulator.received().stream()
                .collect(Collectors.groupingBy(
                        StoredEvent::requestNumber, Collectors.mapping(StoredEvent::eventType, Collectors.toSet())))
                .values();
    }

    private Set<Long> eventIds() {
        return emulator.received().stream()
                .map(event -> event.node().path("event_id").asLong())
                .collect(Collectors.toSet());
    }
}

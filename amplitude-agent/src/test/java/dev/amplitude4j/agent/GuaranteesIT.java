// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application may rely on when it runs under the agent, each in JVMs of their own. */
class GuaranteesIT {

    private static final String PLACE =
            "methods:\n  - { method: com.acme.Shop#place, event: Order Placed, user: arg0.customer.id }\n";

    private final Emulator emulator = Emulator.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void output_isTheSameToTheByte() {
        String[] words = {"place", "countdown", "refuse", "ship", "serve", "wide"};
        AgentRun without = new AgentRun(sub("without")).main("com.acme.Shop", words);
        AgentRun with = agent("with", PLACE).main("com.acme.Shop", words);

        assertThat(with.out()).isEqualTo(without.out());
        assertThat(with.err()).isEqualTo(without.err()).isEmpty();
        assertThat(with.exitCode()).isEqualTo(without.exitCode());
        assertThat(emulator.received()).hasSize(1);
    }

    @Test
    void exitCode_isTheApplicationsOwn() {
        AgentRun without = new AgentRun(sub("without")).main("com.acme.Busy", "none");
        AgentRun with = agent("with", PLACE).main("com.acme.Busy", "none");

        assertThat(without.exitCode()).isNotZero();
        assertThat(with.exitCode()).isEqualTo(without.exitCode());
        assertThat(with.err()).isEqualTo(without.err());
    }

    @Test
    void application_findsNothingOfTheAgentBeforeTheFirstEvent() {
        AgentRun without = new AgentRun(sub("without")).main("com.acme.Inventory");
        AgentRun with = agent("with", PLACE).main("com.acme.Inventory");

        assertThat(with.out()).isEqualTo(without.out());
    }

    /** Their initialisation has started applications wrongly, or not at all; see the sources in the agent's page. */
    @Test
    void start_loadsNoneOfTheClassesThatAreNotTheAgentsToTouch() throws IOException {
        Set<String> without = loadedBeforeMain(new AgentRun(sub("without")), "com.acme.Inventory", "without");
        Set<String> with = loadedBeforeMain(agent("with", PLACE), "com.acme.Inventory", "with");

        with.removeAll(without);
        assertThat(with).anyMatch(name -> name.startsWith("dev.amplitude4j.agent"));
        assertThat(with)
                .noneMatch(name -> name.startsWith("java.util.logging.")
                        || name.startsWith("javax.management.")
                        || name.startsWith("java.lang.management.")
                        || name.startsWith("java.net.Socket")
                        || name.startsWith("sun.security.ssl.")
                        || name.startsWith("javax.net.")
                        || name.startsWith("java.util.concurrent.ForkJoinPool")
                        || name.startsWith("okhttp3.")
                        || name.startsWith("net.bytebuddy.")
                        || name.startsWith("com.fasterxml."));
    }

    @Test
    void classDataSharing_isAsWithoutTheAgent() throws IOException {
        long without = shared(new AgentRun(sub("without")), "without");
        long with = shared(agent("with", PLACE), "with");

        assertThat(without).isPositive();
        assertThat(with).isGreaterThanOrEqualTo(without);
    }

    @Test
    void filteringLoader_needsNoSetting() {
        AgentRun run = agent("run", PLACE).main("com.acme.Filtered");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("done" + System.lineSeparator());
        assertThat(emulator.received()).hasSize(2);
    }

    @Test
    void twentyRedeployments_leaveNoLoaderBehind() {
        AgentRun run = agent("run", PLACE)
                .main(
                        "com.acme.Redeploy",
                        "20",
                        Path.of("target", "test-classes").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("alive 0" + System.lineSeparator());
        assertThat(emulator.received()).hasSize(60);
    }

    @Test
    void tenThousandQueuedEvents_areDeliveredAtTheEnd() {
        AgentRun run = agent("run", PLACE).main("com.acme.Busy", "10000");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(emulator.received().stream().map(StoredEvent::insertId).distinct())
                .hasSize(10_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherAgent_inEitherOrderKeepsTheEvents(boolean oursFirst) throws IOException {
        String other = "-javaagent:" + otherAgent();
        AgentRun run = new AgentRun(sub("run"));
        run = oursFirst
                ? run.agent(AgentRun.settings(emulator) + PLACE).jvm(other)
                : run.jvm(other).agent(AgentRun.settings(emulator) + PLACE);
        run.main("com.acme.OtherAgent");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("seen true" + System.lineSeparator());
        assertThat(events())
                .extracting(event -> event.path("user_id").asText())
                .containsExactlyInAnyOrder("customer-1", "customer-2");
    }

    @Test
    void stopFile_stopsAndLetsGoOnUnderLoad() throws Exception {
        Path stopFile = folder.resolve("stop");
        Process process = agent("run", "stopFile: " + stopFile + "\n" + PLACE).start("com.acme.Busy");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> emulator.counts().events() > 0);
            Files.createFile(stopFile);
            awaitSilence();
            long stopped = emulator.counts().events();
            Files.delete(stopFile);
            await().atMost(Duration.ofSeconds(60)).until(() -> emulator.counts().events() > stopped);
            try (OutputStream input = process.getOutputStream()) {
                input.write('\n');
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A file that is there before the first call: no event, and no client for one. */
    @Test
    void stopFile_thatIsThereAtTheStart_letsNoEventPass() throws Exception {
        Path stopFile = Files.createFile(folder.resolve("stop"));
        Path status = folder.resolve("status");
        Process process = agent("run", "stopFile: " + stopFile + "\nstatusFile: " + status + "\n" + PLACE)
                .start("com.acme.Busy");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            Files.exists(status) && Files.readString(status).matches("(?s).* calls=[1-9].*"));
            assertThat(Files.readString(status)).contains("client: accepted=0", " events=0 ");
            Files.delete(stopFile);
            await().atMost(Duration.ofSeconds(60)).until(() -> emulator.counts().events() > 0);
            try (OutputStream input = process.getOutputStream()) {
                input.write('\n');
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** In an application that ends at the first exception which nobody catches. */
    @Test
    void agentsThread_outlivesFailuresAndInterrupts_andShowsNobodyAnException() {
        Path status = folder.resolve("status");
        AgentRun run = agent("run", "log: stderr\nstatusFile: " + status + "\n" + PLACE)
                .main("com.acme.Strict", status.toString());

        assertThat(run.out().lines()).containsExactly("said true", "said true", "calm true");
        assertThat(run.exitCode()).isZero();
    }

    /** Up to Java 23. One that grants the agent nothing leaves the application as without it. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    void securityManager_thatAllowsNothing_letsTheApplicationRun() {
        AgentRun run = agent("run", PLACE).jvm("-Djava.security.manager").main("com.acme.Shop", "place");

        assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
        assertThat(run.err()).contains("amplitude-agent: not started, the application runs without it");
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: [",
                "methods: 7",
                "methods:\n  - { method: '*', event: Everything }\n",
                "methods:\n  - { method: com.acme.Shop#place, evnt: Typo }\n"
            })
    void mistakesInTheRules_areSaidAndTheApplicationRuns(String rules) {
        AgentRun run = agent("run", rules).main("com.acme.Shop", "place");

        assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("amplitude-agent: ").contains("rules.yaml:");
    }

    @Test
    void ruleThatMatchesNothing_isSaidOnceAtTheEnd() {
        AgentRun run = agent("run", "methods:\n  - { method: com.acme.Shop#plaice, event: Fish }\n")
                .main("com.acme.Shop", "place");

        assertThat(run.err())
                .containsOnlyOnce("matched nothing")
                .contains("com.acme.Shop#plaice", "the class was loaded, it has no such method");
    }

    @Test
    void missingRulesFile_isSaidAndTheApplicationRuns() {
        AgentRun run = new AgentRun(sub("run"))
                .agentArguments(folder.resolve("absent.yaml").toString())
                .main("com.acme.Shop", "place");

        assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
        assertThat(run.err()).contains("names no rules file that is there");
    }

    private AgentRun agent(String name, String rules) {
        return new AgentRun(sub(name)).agent(AgentRun.settings(emulator) + rules);
    }

    private Path sub(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<JsonNode> events() {
        return emulator.received().stream().<JsonNode>map(StoredEvent::node).toList();
    }

    /** Until no event came for some looks: the rule's gate closes within the agent's period, then the queue drains. */
    private void awaitSilence() {
        List<Long> looks = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    looks.add(emulator.counts().events());
                    int n = looks.size();
                    return n > 6 && looks.get(n - 1).equals(looks.get(n - 6));
                });
    }

    private Set<String> loadedBeforeMain(AgentRun run, String mainClass, String name) throws IOException {
        Set<String> loaded = new HashSet<>();
        for (String line : loadLog(run, mainClass, name)) {
            String type = line.replaceFirst("^.*\\] ", "").split(" ", 2)[0];
            if (type.equals(mainClass)) {
                return loaded;
            }
            loaded.add(type);
        }
        throw new AssertionError(mainClass + " was not loaded");
    }

    private long shared(AgentRun run, String name) throws IOException {
        return loadLog(run, "com.acme.Inventory", name).stream()
                .filter(line -> line.contains("source: shared objects file"))
                .count();
    }

    private List<String> loadLog(AgentRun run, String mainClass, String name) throws IOException {
        Path log = folder.resolve(name + ".classes");
        run.jvm("-Xshare:auto", "-Xlog:class+load:file=" + log).main(mainClass);
        return Files.readAllLines(log);
    }

    private Path otherAgent() throws IOException {
        Path jar = folder.resolve("other.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", "com.acme.OtherAgent");
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("readme.txt"));
        }
        return jar;
    }
}

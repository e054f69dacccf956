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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps rules within bounds, in JVMs of their own: share, cap, and what switches them off. */
class RuleLimitsIT {

    private static final int CALLS = 10_000;
    private static final int CUSTOMERS = 500;

    private final Emulator emulator = Emulator.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void share_isOfUsersAndTheSameInTheNextRun() throws IOException {
        busy("first", "user: arg0.customer.id, sample: 40%");
        Map<String, Long> first = eventsByUser();
        emulator.reset();
        String line = busy("second", "user: arg0.customer.id, sample: 40%");

        assertThat(first)
                .hasSizeBetween(140, 260)
                .allSatisfy((user, events) -> assertThat(events).isEqualTo(CALLS / CUSTOMERS));
        assertThat(eventsByUser()).isEqualTo(first);
        assertThat(count(line, "calls")).isEqualTo(CALLS);
        assertThat(count(line, "events") + count(line, "unsampled")).isEqualTo(CALLS);
    }

    @Test
    void shareWithoutAUser_isOfCalls() throws IOException {
        String line = busy("run", "device: arg0.customer.id, sample: 10%");

        assertThat(count(line, "events"))
                .isBetween(790L, 1_210L)
                .isEqualTo(emulator.counts().events());
        assertThat(count(line, "events") + count(line, "unsampled")).isEqualTo(CALLS);
    }

    @Test
    void cap_holdsInEverySecond() throws IOException {
        String line = busy("run", "user: arg0.customer.id, max: 50/s");
        Map<Long, Long> bySecond = emulator.received().stream()
                .collect(Collectors.groupingBy(event -> event.eventTimeMillis() / 1_000, Collectors.counting()));

        assertThat(count(line, "events"))
                .isPositive()
                .isEqualTo(emulator.counts().events());
        assertThat(count(line, "events") + count(line, "capped")).isEqualTo(CALLS);
        // The agent's seconds are not those of the clock: two of them may end in one.
        assertThat(bySecond.values()).allMatch(events -> events <= 100);
    }

    /** A value that throws is missing; a rule that fails or takes too long is switched off, and the application runs. */
    @Test
    void hostileValues_switchTheirRulesOff() throws IOException {
        Path status = folder.resolve("status");
        AgentRun run = new AgentRun(folder)
                .agent(AgentRun.settings(emulator, "1 s") + "statusFile: " + status + "\n"
                        + """
                methods:
                  - { method: com.acme.Hostile#slow, event: Slow, properties: { name: arg0.name } }
                  - { method: com.acme.Hostile#unwanted, event: Unwanted, when: arg0.name == "other" }
                  - { method: com.acme.Hostile#later, event: Later, properties: { name: arg0.name } }
                  - { method: com.acme.Hostile#throwing, event: Throwing, properties: { name: arg0.name } }
                  - { method: com.acme.Hostile#broken, event: Broken }
                """.replace("event:", "device: \"mdc:none\", event:"))
                .main("com.acme.Hostile", "1200");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("served 24000" + System.lineSeparator());
        assertThat(run.err())
                .contains("rules.yaml:", "Hostile#slow", "more than a millisecond on average")
                .contains("Hostile#broken", "10 times in a row", "no whenComplete");
        assertThat(line(status, "#slow")).contains("events=1000", "off: its events take more");
        assertThat(line(status, "#unwanted")).contains("unmet=1000", "off: its events take more");
        assertThat(line(status, "#later")).contains("events=1000", "off: its events take more");
        assertThat(line(status, "#broken")).contains("failures=10", "off: it failed 10 times");
        assertThat(line(status, "#throwing"))
                .contains("missing_values=1200", "failures=0")
                .doesNotContain("off: ");
    }

    @Test
    void disabledAgent_weavesNothing() throws IOException {
        AgentRun run = agent("run", "enabled: false\nlog: stderr\n" + rule("user: arg0.customer.id"))
                .main("com.acme.Busy", "10");

        assertThat(run.err()).isEmpty();
        assertThat(emulator.received()).isEmpty();
    }

    /** Records are stopped as calls are. */
    @Test
    void stopFile_stopsRecordsUnderLoad() throws Exception {
        Path stopFile = folder.resolve("stop");
        CallerRun run = new CallerRun(folder, emulator, "logback")
                .agentSettings("taggedRecords: true\nstopFile: " + stopFile + "\n")
                .start("logUntilInput");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> emulator.counts().events() > 0);
            Files.createFile(stopFile);
            long stopped = awaitSilence();
            Files.delete(stopFile);
            await().atMost(Duration.ofSeconds(60)).until(() -> emulator.counts().events() > stopped);
            run.goOn().end();
        } finally {
            run.kill();
        }
    }

    private long awaitSilence() {
        long[] last = {-1, 0};
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = emulator.counts().events();
                    last[1] = now == last[0] ? last[1] + 1 : 0;
                    last[0] = now;
                    return last[1] >= 6;
                });
        return last[0];
    }

    private String busy(String name, String rule) throws IOException {
        Path status = folder.resolve(name + ".status");
        AgentRun run = agent(name, "statusFile: " + status + "\n" + rule(rule)).main("com.acme.Busy", "" + CALLS);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return line(status, "#place");
    }

    private static String rule(String rest) {
        return "methods:\n  - { method: com.acme.Shop#place, event: Order Placed, " + rest + " }\n";
    }

    private AgentRun agent(String name, String rules) throws IOException {
        return new AgentRun(Files.createDirectories(folder.resolve(name))).agent(AgentRun.settings(emulator) + rules);
    }

    private Map<String, Long> eventsByUser() {
        return emulator.received().stream().collect(Collectors.groupingBy(StoredEvent::userId, Collectors.counting()));
    }

    private static String line(Path status, String part) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("rule ") && line.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static long count(String line, String name) {
        Matcher matcher = Pattern.compile(" " + name + "=(\\d+)").matcher(line);
        assertThat(matcher.find()).as(name).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}

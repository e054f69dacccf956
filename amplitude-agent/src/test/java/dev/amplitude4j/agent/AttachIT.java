// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the jar, in JVMs of their own. */
class AttachIT {

    @TempDir
    Path folder;

    /** The rules are found where the command is given, wherever the application runs. */
    @Test
    void attach_weavesClassesThatAreLoadedAlready() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            AgentRun application = new AgentRun(folder);
            Path rules = application.file(
                    "rules.yaml",
                    AgentRun.settings(emulator)
                            + "methods:\n  - { method: com.acme.Shop#place, event: Placed, user: arg0.customer.id }\n");
            Process process = application.jvm("-XX:+EnableDynamicAgentLoading").start("com.acme.Busy");
            try {
                AgentRun attach = new AgentRun(Files.createDirectories(folder.resolve("attach")))
                        .in(folder)
                        .main(
                                AgentRun.jar().toString(),
                                "attach",
                                Long.toString(process.pid()),
                                rules.getFileName().toString());

                assertThat(attach.err()).isEmpty();
                assertThat(attach.out()).contains("attached to " + process.pid());
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> emulator.counts().events() > 0);
                try (OutputStream input = process.getOutputStream()) {
                    input.write('\n');
                }
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** It was loaded before the agent came. */
    @Test
    void attach_readsTheDiagnosticContextOfTheApplication() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            AgentRun application = new AgentRun(folder).classPath(Libraries.classPath(Libraries.logback()));
            Path logback = application.file("logback.xml", "<configuration><root level='INFO'/></configuration>");
            Path rules = application.file(
                    "rules.yaml",
                    AgentRun.settings(emulator) + "methods:\n  - { method: com.acme.Shop#place, event: Placed }\n");
            Process process = application
                    .jvm("-XX:+EnableDynamicAgentLoading", "-Dlogback.configurationFile=" + logback)
                    .start("com.acme.Caller", "logback", "placeInContext", "threads", "wait", "placeInContext:20");
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> application.out().contains("threads"));
                new AgentRun(Files.createDirectories(folder.resolve("attach")))
                        .main(AgentRun.jar().toString(), "attach", Long.toString(process.pid()), rules.toString());
                try (OutputStream input = process.getOutputStream()) {
                    input.write('\n');
                }
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(emulator.received())
                    .hasSize(20)
                    .allSatisfy(event -> assertThat(event.userId()).startsWith("customer-"));
        }
    }

    @Test
    void executableJar_startsTheAgentItself() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            Path jar = Libraries.applicationJar(
                    folder.resolve("shop.jar"),
                    Map.of(
                            "Main-Class",
                            "com.acme.Shop",
                            "Launcher-Agent-Class",
                            "dev.amplitude4j.agent.boot.AgentMain",
                            "Class-Path",
                            AgentRun.jar().toUri().toString()));
            AgentRun run = new AgentRun(folder);
            Path rules = run.file(
                    "rules.yaml",
                    AgentRun.settings(emulator)
                            + "methods:\n  - { method: com.acme.Shop#place, event: Placed, user: order.customer.id }\n");
            run.jvm("-Damplitude.agent.rules=" + rules).main(jar.toString(), "place");

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
            assertThat(emulator.received()).hasSize(1);
        }
    }

    @Test
    void help_tellsTheCommands() {
        AgentRun help = new AgentRun(folder).main(AgentRun.jar().toString());

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("-javaagent:", "doctor", "attach PID", "Launcher-Agent-Class");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void unknownCommand_isAnError() {
        AgentRun unknown = new AgentRun(folder).main(AgentRun.jar().toString(), "hlep");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("no such command");
    }

    @Test
    void attachToNothing_isAnErrorThatSaysWhatIsMissing() {
        AgentRun nothing = new AgentRun(folder).main(AgentRun.jar().toString(), "attach");

        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.err()).contains("attach PID");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Karaf 4.4: bundles in loaders that show what they import, nothing else; Log4j2 inside of Pax Logging. Typed at its console. */
class KarafIT {

    private static final int COMMANDS = 5;

    private static final String RULES = """
            methods:
              - { method: org.apache.karaf.log.command.LogEntry#execute, event: Command, fixed: { command: log } }
            logs:
              - logger: '*'
                message: 'Order (?<order_id>\\d+) cancelled by (?<user_id>\\S+)'
                types: { order_id: number }
                event: Order Cancelled
            """;

    @TempDir
    Path folder;

    /** Its access to the JDK's inner packages ends with the security manager. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Karaf 4.4 runs up to Java 21")
    void bundles_needNoSetting() throws IOException {
        Path karaf = folder.resolve("karaf");
        Program.install(Program.unpacked("apache-karaf"), karaf);
        leaveItsFilesAlone(karaf);
        try (Traffic traffic = new Traffic()) {
            String agent = Program.agent(folder, traffic.emulator(), RULES);
            try (Program server = new Program(
                            folder, "bash", karaf.resolve("bin/karaf").toString())
                    .environment("KARAF_OPTS", agent)
                    .log(karaf.resolve("data/log/karaf.log"))) {
                server.start().awaitOutput("to shutdown Karaf");
                awaitCommands(server);
                for (int i = 0; i < COMMANDS; i++) {
                    server.type("log:log \"Order " + i + " cancelled by user-" + i + "\"");
                }
                server.endOfInput();
                server.awaitEnd();

                assertThat(server.err()).isEmpty();
                assertThat(server.out()).doesNotContain("NoClassDefFoundError", "$Amplitude4j");
                assertThat(server.agentStatus()).contains("failures of the agent itself: 0");
                assertThat(traffic.events("Command")).as(server::toString).hasSize(COMMANDS);
                assertThat(traffic.users("Order Cancelled"))
                        .as(server::toString)
                        .hasSize(COMMANDS)
                        .doesNotHaveDuplicates();
            }
            assertThat(traffic.emulator().received()).hasSize(2 * COMMANDS);
        }
    }

    /**
     * Karaf writes each configuration back to the file that it has just read it from, and at once looks for files that
     * have changed. Now and then it reads one that is being written, takes it for empty, and so forgets the features to
     * start, where they are, or how to log (KARAF-7892; seen without the agent too). It has a switch for the writing.
     */
    private static void leaveItsFilesAlone(Path karaf) throws IOException {
        Files.writeString(
                karaf.resolve("etc/custom.properties"),
                "\nfelix.fileinstall.enableConfigSave = false\n",
                StandardOpenOption.APPEND);
    }

    /** The console takes commands before the bundles that have them are there; what is not found then is not done later. */
    private static void awaitCommands(Program server) {
        server.awaitOutput("FeaturesServiceImpl .*\\| Done\\.");
        server.typeUntil("log:log --help", "Log a message");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** WildFly 26: JBoss Modules, whose loaders filter, and a log manager that refuses to start when JUL was touched before. */
@Tag("faults")
class WildFlyIT {

    private static final int REQUESTS = 20;

    private static final String RULES = """
            methods:
              - { method: mypackage.Hello#doGet, event: Greeted, user: arg0.queryString }
              - { method: io.undertow.server.handlers.PathHandler#handleRequest, event: Requested, user: arg0.queryString }
            logs:
              - { logger: org.jboss.as.server, message: 'WFLYSRV0010: Deployed "(?<archive>[^"]+)".*', event: Deployed }
            """;

    @TempDir
    Path folder;

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "WildFly 26 runs up to Java 17")
    void modules_needNoSetting() throws IOException {
        Path wildfly = Program.unpacked("wildfly");
        Program.install(wildfly.resolve("standalone"), folder.resolve("standalone"));
        Files.copy(
                Program.unpacked("apache-tomcat").resolve("webapps/docs/appdev/sample/sample.war"),
                folder.resolve("standalone/deployments/sample.war"));
        int port = freePort();
        try (Traffic traffic = new Traffic()) {
            String agent = Program.agent(folder, traffic.emulator(), RULES);
            try (Program server = new Program(
                            folder,
                            "bash",
                            wildfly.resolve("bin/standalone.sh").toString(),
                            "-b",
                            "127.0.0.1",
                            "-Djboss.server.base.dir=" + folder.resolve("standalone"),
                            "-Djboss.http.port=" + port,
                            "-Djboss.https.port=" + freePort(),
                            "-Djboss.management.http.port=" + freePort(),
                            "-Djboss.management.https.port=" + freePort())
                    .environment("JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true " + agent)) {
                server.start().awaitOutput("WFLYSRV0025");
                for (int i = 0; i < REQUESTS; i++) {
                    String url = "http://127.0.0.1:" + port + "/sample/hello?user-" + i;
                    assertThat(traffic.get(url)).contains("Sample Application Servlet");
                }
                server.stop();

                assertThat(server.err()).isEmpty();
                assertThat(server.out())
                        .doesNotContain("amplitude-agent:", "NoClassDefFoundError", "$Amplitude4j", "[stderr]");
                assertThat(server.agentStatus()).contains("failures of the agent itself: 0");
            }
            assertThat(traffic.users("Greeted")).hasSize(REQUESTS).doesNotHaveDuplicates();
            assertThat(traffic.users("Requested")).hasSize(REQUESTS).doesNotHaveDuplicates();
            assertThat(traffic.events("Deployed")
                            .map(event -> event.at("/event_properties/archive").asText()))
                    .containsExactly("sample.war");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

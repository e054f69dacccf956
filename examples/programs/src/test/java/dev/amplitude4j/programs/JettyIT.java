// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jetty 9.4 from its distribution, which has one class loader for itself and one for each web application. */
class JettyIT {

    private static final int APPLICATIONS = 5;
    private static final int REQUESTS = 4;

    private static final String RULES = """
            methods:
              - { method: mypackage.Hello#doGet, event: Greeted, user: arg0.queryString, properties: { at: arg0.contextPath } }
            logs:
              - logger: org.eclipse.jetty.server.handler.ContextHandler
                message: 'Started .*,/(?<context>[^,]+),'
                event: Started
            """;

    @TempDir
    Path folder;

    @Test
    void applicationsOfTheSameClass_makeOneEventForEachRequest() throws IOException {
        Path jetty = Program.unpacked("jetty-distribution");
        Path war = Program.unpacked("apache-tomcat").resolve("webapps/docs/appdev/sample/sample.war");
        Files.createDirectories(folder.resolve("webapps"));
        for (int i = 0; i < APPLICATIONS; i++) {
            Files.copy(war, folder.resolve("webapps/app" + i + ".war"));
        }
        try (Traffic traffic = new Traffic()) {
            String agent = Program.agent(folder, traffic.emulator(), RULES);
            try (Program server = new Program(
                    folder,
                    Program.java(),
                    "-Xmx256m",
                    agent,
                    "-Dorg.eclipse.jetty.util.log.class=org.eclipse.jetty.util.log.JavaUtilLog",
                    "-jar",
                    jetty.resolve("start.jar").toString(),
                    "jetty.base=" + folder,
                    "--module=http,deploy",
                    "jetty.http.host=127.0.0.1",
                    "jetty.http.port=0")) {
                String port = server.start().awaitOutput("Started ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}");
                for (int i = 0; i < APPLICATIONS * REQUESTS; i++) {
                    String url = "http://127.0.0.1:" + port + "/app" + i % APPLICATIONS + "/hello?user-" + i;
                    assertThat(traffic.get(url)).contains("Sample Application Servlet");
                }
                server.stop();

                assertThat(server.out() + server.err())
                        .doesNotContain("amplitude-agent:", "NoClassDefFoundError", "$Amplitude4j");
                assertThat(server.agentStatus()).contains("failures of the agent itself: 0");
            }
            assertThat(traffic.users("Greeted"))
                    .hasSize(APPLICATIONS * REQUESTS)
                    .doesNotHaveDuplicates();
            assertThat(traffic.events("Greeted")
                            .filter(event ->
                                    event.at("/event_properties/at").asText().equals("/app0")))
                    .hasSize(REQUESTS);
            assertThat(traffic.events("Started"))
                    .extracting(event -> event.at("/event_properties/context").asText())
                    .containsExactlyInAnyOrder("app0", "app1", "app2", "app3", "app4");
            assertThat(traffic.emulator().received()).hasSize(APPLICATIONS * REQUESTS + APPLICATIONS);
        }
    }
}

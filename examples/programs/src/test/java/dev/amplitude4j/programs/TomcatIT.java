// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat 9 with the web application of its own documentation, as the script of the distribution starts it. */
class TomcatIT {

    private static final int REDEPLOYMENTS = 20;

    private static final String RULES = """
            methods:
              - { method: mypackage.Hello#doGet, event: Greeted, user: arg0.queryString }
            logs:
              - logger: org.apache.catalina.startup.HostConfig
                message: 'Deployment of web application archive \\[.*/(?<war>[^/]+)\\] has finished'
                event: Deployed
                fixed: { by: tomcat }
              - logger: org.apache.catalina.core.StandardContext
                message: 'Reloading Context with name \\[(?<context>[^]]+)\\] is completed'
                event: Reloaded
            """;

    @TempDir
    Path folder;

    @Test
    void twentyRedeployments_keepTheEventsAndLeakNoApplication() throws IOException {
        Path tomcat = Program.unpacked("apache-tomcat");
        installBase(tomcat);
        try (Traffic traffic = new Traffic()) {
            String agent = Program.agent(folder, traffic.emulator(), RULES);
            try (Program server = new Program(
                            folder, "bash", tomcat.resolve("bin/catalina.sh").toString(), "run")
                    .environment("CATALINA_BASE", folder.toString())
                    .environment("CATALINA_OPTS", "-Xmx256m " + agent)) {
                server.start();
                server.awaitOutput("Server startup in");
                String url = "http://127.0.0.1:" + server.awaitOutput("http-nio-127.0.0.1-auto-\\d+-(\\d+)");
                for (int i = 0; i <= REDEPLOYMENTS; i++) {
                    if (i > 0) {
                        assertThat(manager(traffic, url, "reload?path=/sample")).startsWith("OK");
                    }
                    assertThat(traffic.get(url + "/sample/hello?user-" + i)).contains("Sample Application Servlet");
                }
                // Tomcat's own look for applications that are gone and still held; each look collects garbage once.
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> manager(traffic, url, "findleaks?statusLine=true")
                                .startsWith("OK - No memory leaks found"));
                server.stop();

                assertThat(server.out() + server.err())
                        .doesNotContain("amplitude-agent:", "NoClassDefFoundError", "SEVERE", "$Amplitude4j");
                assertThat(server.agentStatus()).contains("failures of the agent itself: 0");
            }
            assertThat(traffic.users("Greeted")).hasSize(REDEPLOYMENTS + 1).doesNotHaveDuplicates();
            assertThat(traffic.events("Reloaded")).hasSize(REDEPLOYMENTS);
            assertThat(traffic.events("Deployed"))
                    .extracting(event -> event.at("/event_properties/war").asText())
                    .containsExactly("sample.war");
            assertThat(traffic.emulator().received()).hasSize(2 * REDEPLOYMENTS + 2);
        }
    }

    private static String manager(Traffic traffic, String url, String command) {
        return traffic.get(url + "/manager/text/" + command, "robot", "secret");
    }

    /** A base of its own, as Tomcat's documentation says: only the ports and the manager's user differ. */
    private void installBase(Path tomcat) throws IOException {
        Program.install(tomcat.resolve("conf"), folder.resolve("conf"));
        Path server = folder.resolve("conf/server.xml");
        Files.writeString(
                server,
                Files.readString(server)
                        .replace("port=\"8005\"", "port=\"-1\"")
                        .replace("<Connector port=\"8080\"", "<Connector address=\"127.0.0.1\" port=\"0\""));
        Files.writeString(
                folder.resolve("conf/tomcat-users.xml"),
                "<tomcat-users><user username='robot' password='secret' roles='manager-script'/></tomcat-users>");
        Program.install(tomcat.resolve("webapps/manager"), folder.resolve("webapps/manager"));
        Files.createDirectories(folder.resolve("temp"));
        Files.copy(tomcat.resolve("webapps/docs/appdev/sample/sample.war"), folder.resolve("webapps/sample.war"));
    }
}

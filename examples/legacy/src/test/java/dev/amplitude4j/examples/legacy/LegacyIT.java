// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The old service, unmodified, under the agent: method events and log events arrive with the right types, once each. */
class LegacyIT {

    private static final int ORDERS = 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"logback", "logback-1.3", "logback-1.5", "logback-1.6", "log4j2", "log4j-2.26", "jul"})
    void service_makesMethodAndLogEvents(String logging) throws Exception {
        try (Emulator emulator = Emulator.start()) {
            run(emulator, logging);

            assertThat(events(emulator, "Order Placed")).hasSize(ORDERS);
            assertThat(events(emulator, "Order Logged")).hasSize(ORDERS);
            assertThat(events(emulator, "Order Cancelled")).hasSize(ORDERS / 10);
            assertThat(events(emulator, "Cancellation Refused")).hasSize(ORDERS / 10);
            assertThat(properties(emulator, "Order Placed", "customer-3"))
                    .isEqualTo("{\"order_id\":3,\"total\":0.3,\"status\":\"PLACED\"}");
            assertThat(properties(emulator, "Order Logged", "customer-3")).isEqualTo("{\"order_id\":3,\"total\":0.3}");
            assertThat(properties(emulator, "Order Cancelled", "customer-5"))
                    .isEqualTo("{\"order_id\":5,\"reason\":\"changed my mind\"}");
            assertThat(properties(emulator, "Cancellation Refused", "customer-10"))
                    .contains("\"order_id\":10", "\"why\":\"changed my mind\"", "IllegalStateException");
            assertThat(Files.readString(folder.resolve("status")))
                    .startsWith("client: accepted=44 delivered=44 dropped={} pending=0");
        }
    }

    @Test
    void jar_hasNoTraceOfUs() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("legacy.jar"))) {
            assertThat(jar.stream().map(entry -> entry.getName())).noneMatch(name -> name.contains("amplitude"));
        }
    }

    private void run(Emulator emulator, String logging) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        // With the time that a busy machine needs to send the last events.
        Path rules = Files.writeString(
                folder.resolve("oldshop.yaml"),
                Files.readString(Path.of("rules", "oldshop.yaml")) + "shutdownTimeout: 60 s\n");
        ProcessBuilder oldshop = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-javaagent:" + System.getProperty("agent.jar") + "=" + rules,
                        "-cp",
                        System.getProperty("legacy.jar")
                                + File.pathSeparator
                                + Path.of(System.getProperty("legacy.logging"), logging, "*"),
                        "com.oldshop.Main",
                        Integer.toString(ORDERS),
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        oldshop.environment().put("AMPLITUDE_API_KEY", "0123456789abcdef0123456789abcdef");
        oldshop.environment().put("AMPLITUDE_AGENT_SERVER_URL", emulator.url());
        oldshop.environment()
                .put("AMPLITUDE_AGENT_STATUS_FILE", folder.resolve("status").toString());
        Process process = oldshop.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(output))
                .contains("oldshop is closed after 20 orders")
                .doesNotContain("amplitude");
    }

    private static List<JsonNode> events(Emulator emulator, String type) {
        return emulator.received().stream()
                .map(StoredEvent::node)
                .filter(event -> event.path("event_type").asText().equals(type))
                .toList();
    }

    private static String properties(Emulator emulator, String type, String user) {
        return events(emulator, type).stream()
                .filter(event -> event.path("user_id").asText().equals(user))
                .findFirst()
                .orElseThrow()
                .path("event_properties")
                .toString();
    }
}

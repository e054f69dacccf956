// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of JBoss LogManager, which takes the place of the JDK's logging, in a JVM of its own. */
class JbossRecordsIT {

    private static final int RECORDS = 20;

    private static final String RULES = """
            mdc: { eventProperties: tenant }
            logs:
              - logger: com.acme.audit.*
                message: 'Order (?<order_id>\\d+) placed by (?<user_id>\\S+)'
                types: { order_id: number }
                event: Order Placed
              - logger: com.acme.audit.*
                message: 'Order (?<order_id>\\d+) sent to (?<user_id>\\S+)'
                event: Order Sent
            """;

    @TempDir
    Path folder;

    @Test
    void records_makeOneEventEach_fromEitherWayToLog() {
        try (Emulator emulator = Emulator.start()) {
            AgentRun run = new AgentRun(folder)
                    .agent(AgentRun.settings(emulator) + RULES)
                    .classPath(Libraries.classPath(Libraries.jboss()))
                    .jvm("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                    .main("com.acme.JbossDesk");

            assertThat(run.out()).contains("org.jboss.logmanager.Logger");
            assertThat(run.err()).doesNotContain("amplitude");
            assertThat(users(emulator, "Order Placed")).containsExactlyInAnyOrderElementsOf(customers());
            assertThat(users(emulator, "Order Sent")).containsExactlyInAnyOrderElementsOf(customers());
            assertThat(emulator.received()).hasSize(2 * RECORDS);
            assertThat(emulator.received())
                    .filteredOn(event -> event.eventType().equals("Order Placed"))
                    .allSatisfy(event -> {
                        assertThat(event.node().at("/event_properties/order_id").isNumber())
                                .isTrue();
                        assertThat(event.node().at("/event_properties/tenant").asText())
                                .isEqualTo("acme");
                    });
        }
    }

    private static List<String> customers() {
        return IntStream.range(0, RECORDS).mapToObj(i -> "customer-" + i).toList();
    }

    private static List<String> users(Emulator emulator, String type) {
        return emulator.received().stream()
                .filter(event -> event.eventType().equals(type))
                .map(StoredEvent::userId)
                .toList();
    }
}

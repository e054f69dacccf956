// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Executable jars of Spring Boot: nested jars, Tomcat inside, Logback, a bean behind a generated subclass. */
class SpringBootIT {

    private static final int REQUESTS = 10;

    private static final String RULES = """
            methods:
              - method: com.acme.shop.OrderService#place
                event: Order Placed
                user: customer
                properties: { items: items, total: return }
            logs:
              - logger: com.acme.shop.*
                message: 'Order (?<order_id>\\d+) cancelled by (?<user_id>\\S+)'
                types: { order_id: number }
                event: Order Cancelled
            """;

    @TempDir
    Path folder;

    /** Spring 5.3 does not read classes of the newest Java. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Spring Boot 2.7 runs up to Java 21")
    void boot27_makesOneEventForEachOrder() {
        run("2.7");
    }

    @Test
    void boot35_makesOneEventForEachOrder() {
        run("3.5");
    }

    private void run(String version) {
        String jar = "boot-" + version + "/" + System.getProperty("boot.name").formatted(version);
        try (Traffic traffic = new Traffic()) {
            String agent = Program.agent(folder, traffic.emulator(), RULES);
            String path = Path.of(System.getProperty("boot.folder"), jar).toString();
            try (Program shop =
                    new Program(folder, Program.java(), "-Xmx256m", agent, "-jar", path, "--server.port=0")) {
                String port = shop.start().awaitOutput("Tomcat started on port(?:\\(s\\):)? (\\d+)");
                for (int i = 0; i < REQUESTS; i++) {
                    String shopUrl = "http://127.0.0.1:" + port + "/orders";
                    assertThat(traffic.post(shopUrl + "?customer=user-" + i + "&items=" + i))
                            .isEqualTo(Integer.toString(250 * i));
                    traffic.post(shopUrl + "/" + i + "/cancel?customer=user-" + i);
                }
                shop.stop();

                assertThat(shop.err()).isEmpty();
                assertThat(shop.agentStatus()).contains("failures of the agent itself: 0");
            }
            assertThat(traffic.users("Order Placed")).hasSize(REQUESTS).doesNotHaveDuplicates();
            assertThat(traffic.events("Order Placed")).allMatch(event -> {
                int items = event.at("/event_properties/items").asInt();
                return event.path("user_id").asText().equals("user-" + items)
                        && event.at("/event_properties/total").asInt() == 250 * items;
            });
            assertThat(traffic.users("Order Cancelled")).hasSize(REQUESTS).doesNotHaveDuplicates();
            assertThat(traffic.events("Order Cancelled"))
                    .allMatch(event -> event.at("/event_properties/order_id").isIntegralNumber());
            assertThat(traffic.emulator().received()).hasSize(2 * REQUESTS);
        }
    }
}

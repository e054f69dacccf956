// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.annotations.AmplitudeEvent;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of methods of an unmodified application arrive as events, in JVMs of their own. */
class MethodEventsIT {

    private final Emulator emulator = Emulator.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void call_makesOneEventWithItsValues() {
        run("""
                methods:
                  - method: com.acme.Shop#place(com.acme.Shop.Order)
                    event: Order Placed
                    user: order.customer.id
                    properties:
                      total: arg0.total
                      status: return.status
                      large: arg0.large
                      items: arg0.items
                      count: arg0.items.size
                      first: arg0.items[0]
                      order: arg0
                """, "place");

        JsonNode event = onlyEvent();
        assertThat(event.path("event_type").asText()).isEqualTo("Order Placed");
        assertThat(event.path("user_id").asText()).isEqualTo("customer-1");
        assertThat(event.path("event_properties").toString())
                .isEqualTo("{\"total\":12.5,\"status\":\"PAID\",\"large\":false,\"items\":[\"beans\",\"mug\"],"
                        + "\"count\":2,\"first\":\"beans\"}");
    }

    @Test
    void recursion_makesOneEvent() {
        run(rule("countdown", "properties: { from: arg0, left: return, name: from }"), "countdown");

        assertThat(onlyEvent().path("event_properties").toString())
                .isEqualTo("{\"from\":3,\"left\":0,\"name\":3,\"anonymous\":true}");
    }

    /** What ends where no stack is left may not be told to the agent; the thread's later calls are calls all the same. */
    @Test
    void callThatRanOutOfStack_doesNotHideTheNextOne() {
        run(rule("deep", "properties: { level: arg0 }"), "overflow");

        assertThat(onlyEvent().path("event_properties").path("level").asInt()).isEqualTo(-1);
    }

    @Test
    void decoratorsAndSuperCallsOfAnInterface_makeOneEvent() {
        run(
                "methods:\n  - { method: 'com.acme.Shop$Counter#serve', event: Served, user: arg0.customer.id }\n",
                "serve");

        assertThat(onlyEvent().path("user_id").asText()).isEqualTo("customer-6");
    }

    @Test
    void throwing_makesAnEventWhereTheRuleSaysSo() {
        run("""
                methods:
                  - { method: com.acme.Shop#refuse, event: Refused, on: throw, user: arg0, properties: { what: thrown } }
                  - { method: com.acme.Shop#refuse, event: Always, on: always, user: arg0 }
                  - { method: com.acme.Shop#refuse, event: Returned, user: arg0 }
                  - { method: com.acme.Shop#refuse, event: Entered, on: enter, user: arg0 }
                """, "refuse");

        assertThat(events())
                .extracting(event -> event.path("event_type").asText())
                .containsExactlyInAnyOrder("Entered", "Refused", "Always");
        assertThat(event("Refused").path("event_properties").toString())
                .contains("\"what\":\"java.lang.IllegalArgumentException\"")
                .contains("\"error_type\":\"java.lang.IllegalArgumentException\"");
        assertThat(event("Always").path("event_properties").path("outcome").asText())
                .isEqualTo("throw");
    }

    @Test
    void futureResult_makesTheEventWhenItCompletes() {
        run(
                rule(
                        "ship",
                        "user: order.customer.id\n    properties: { total: arg0.total, shipped: return.customer.id }"),
                "ship");

        JsonNode event = onlyEvent();
        assertThat(event.path("user_id").asText()).isEqualTo("customer-4");
        assertThat(event.path("event_properties").toString()).isEqualTo("{\"total\":1,\"shipped\":\"customer-5\"}");
    }

    @Test
    void manyArguments_areHandedOverWithTheirTypes() {
        run(
                rule("wide", "user: a\n    properties: { b: arg1, c: arg2, d: arg3, e: arg4, f: arg5, r: return }"),
                "wide");

        assertThat(onlyEvent().path("event_properties").toString())
                .isEqualTo("{\"b\":1099511627776,\"c\":2.5,\"d\":true,\"e\":\"x\",\"f\":[1,2],\"r\":6}");
    }

    @Test
    void conditions_decideByTheValues() {
        run(rule("place", "user: arg0.customer.id\n    when: arg0.total > 100"), "place", "placeLarge");

        assertThat(onlyEvent().path("user_id").asText()).isEqualTo("customer-2");
    }

    @Test
    void annotations_needNoRule() {
        AgentRun run = new AgentRun(folder)
                .agent(AgentRun.settings(emulator))
                .classPath(Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + annotations())
                .main("com.acme.Annotated");

        assertThat(run.err()).isEmpty();
        assertThat(event("Order Completed").path("event_properties").toString())
                .isEqualTo("{\"result\":\"done\",\"total\":7.25,\"outcome\":\"return\"}");
        assertThat(event("Order Completed").path("groups").toString()).isEqualTo("{\"company\":\"acme\"}");
        assertThat(events()).hasSize(2);
    }

    /** Of a class that speaks of us in any other way as well; else the annotation has to be named. */
    @ParameterizedTest
    @CsvSource({"'', 1", "eventAnnotations: com.acme.OrderRefunded, 2"})
    void annotationsOfAnnotations_areLookedInto(String settings, int expected) {
        AgentRun run = new AgentRun(folder)
                .agent(AgentRun.settings(emulator) + settings + "\n")
                .classPath(Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + annotations())
                .main("com.acme.Annotated", "meta");

        assertThat(run.err()).isEmpty();
        assertThat(events())
                .hasSize(expected)
                .allSatisfy(
                        event -> assertThat(event.path("event_type").asText()).isEqualTo("Order Refunded"));
        assertThat(events()).anyMatch(event -> event.path("user_id").asText().equals("customer-2"));
    }

    @Test
    void annotationOfTheClasssAnnotation_givesItsDefaults() {
        AgentRun run = new AgentRun(folder)
                .agent(AgentRun.settings(emulator))
                .classPath(Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + annotations())
                .main("com.acme.Annotated", "desk");

        assertThat(run.err()).isEmpty();
        assertThat(events()).hasSize(2);
        assertThat(event("Desk Asked").path("user_id").asText()).isEqualTo("customer-3");
        assertThat(event("Desk Left").path("user_id").asText()).isEqualTo("customer-4");
        assertThat(events())
                .allSatisfy(event -> assertThat(
                                event.path("event_properties").path("outcome").asText())
                        .isEqualTo("return"));
    }

    @Test
    void annotationsOfOverloads_areEachsOwn_andAMistakeCostsItsMethodOnly() {
        AgentRun run = new AgentRun(folder)
                .agent(AgentRun.settings(emulator))
                .classPath(Path.of("target", "test-classes").toAbsolutePath() + File.pathSeparator + annotations())
                .main("com.acme.Annotated", "till");

        assertThat(events())
                .extracting(event -> event.path("user_id").asText() + event.path("event_properties"))
                .containsExactlyInAnyOrder("customer-5{\"cents\":250}", "customer-6{\"euros\":3.5}");
        assertThat(run.err()).contains("Annotated$Till#payBack", "expected a name after the dot");
        assertThat(run.err().lines()).hasSize(1);
    }

    private static String annotations() {
        return Path.of(AmplitudeEvent.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
    }

    private static String rule(String method, String rest) {
        return "methods:\n  - method: com.acme.Shop#" + method + "\n    event: Event\n    " + rest + "\n";
    }

    /** As without the agent, but for the events. */
    private void run(String rules, String... words) {
        AgentRun run =
                new AgentRun(folder).agent(AgentRun.settings(emulator) + rules).main("com.acme.Shop", words);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSameSizeAs(words);
    }

    private List<JsonNode> events() {
        return emulator.received().stream().<JsonNode>map(StoredEvent::node).toList();
    }

    private JsonNode onlyEvent() {
        assertThat(events()).hasSize(1);
        return events().get(0);
    }

    private JsonNode event(String type) {
        return events().stream()
                .filter(event -> event.path("event_type").asText().equals(type))
                .findAny()
                .orElseThrow();
    }
}

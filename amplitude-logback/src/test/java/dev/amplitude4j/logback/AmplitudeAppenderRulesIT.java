// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Rules of the appender's configuration make events of records that nobody tagged; on every line of Logback's versions. */
class AmplitudeAppenderRulesIT {

    private static final String RULES = """
            <rule>
              <logger>com.acme.audit.*</logger>
              <message><![CDATA[Order (?<order_id>\\d+) placed by (?<user_id>\\S+) for (?<total>[\\d.]{1,9})]]></message>
              <event>Order Placed</event>
              <type>total=number</type>
              <eventProperty>channel=legacy</eventProperty>
            </rule>
            <rule>
              <logger>com.acme.auth</logger><logger>com.acme.sso</logger>
              <message>login of (?&lt;user_id>\\w+) (?&lt;ok>\\w+)</message>
              <event>Login</event>
              <type>ok=boolean</type>
            </rule>
            """;

    private final LogbackFixture logback = new LogbackFixture();

    @AfterEach
    void stop() {
        logback.close();
    }

    @Test
    void untaggedRecords_becomeEventsWithTypes() {
        logback.appender(logback.target() + "<privacy><hash>order_*</hash><hashSalt>s</hashSalt></privacy>" + RULES);
        MDC.put("session_id", "1700000000000");
        logback.logger("com.acme.audit.Orders").info("Order {} placed by {} for {}", 17, "ann-1", "42.50");
        logback.logger("com.acme.sso").info("login of bobby false", kv("tries", 3));

        JsonNode order = received("Order Placed");
        assertThat(order.path("user_id").asText()).isEqualTo("ann-1");
        assertThat(order.path("session_id").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(order.path("event_properties").path("total").isNumber()).isTrue();
        assertThat(order.path("event_properties").path("total").asDouble()).isEqualTo(42.5);
        assertThat(order.path("event_properties").path("channel").asText()).isEqualTo("legacy");
        assertThat(order.path("event_properties").path("order_id").asText()).matches("[0-9a-f]{32}");
        JsonNode login = received("Login");
        assertThat(login.path("user_id").asText()).isEqualTo("bobby");
        assertThat(login.path("event_properties").path("tries").asInt()).isEqualTo(3);
        assertThat(login.path("event_properties").path("ok").isBoolean()).isTrue();
        assertThat(logback.appender().ruleCounts())
                .extracting(rule -> rule.matched())
                .containsExactly(1L, 1L);
        assertThat(logback.warnings()).isEmpty();
        LogbackFixture.assertAllDelivered(logback.client(), 2);
    }

    @Test
    void recordsThatDoNotFit_makeNoEventAndAreNotFormatted() {
        logback.appender(logback.target() + RULES);
        AtomicInteger formatted = new AtomicInteger();
        Object argument = new Object() {
            @Override
            public String toString() {
                formatted.incrementAndGet();
                return "17";
            }
        };
        logback.logger("com.acme.other").info("Order {} placed by ann-1 for 42", argument);
        assertThat(formatted).hasValue(0);
        logback.logger("com.acme.audit.Orders").info("Order {} cancelled", argument);
        assertThat(formatted).hasValue(1);
        assertThat(logback.received(0)).isEmpty();
        assertThat(logback.client().stats().accepted()).isZero();
    }

    @Test
    void taggedRecord_isNeverLookedAtByARule() {
        logback.appender(logback.target() + RULES);
        logback.logger("com.acme.audit.Orders").info(AMPLITUDE, "Order 17 placed by ann-1 for 42.50");
        JsonNode event = logback.received(1).get(0).node();
        assertThat(event.path("event_type").asText()).isEqualTo("Order 17 placed by ann-1 for 42.50");
        assertThat(logback.appender().ruleCounts().get(0).matched()).isZero();
    }

    @Test
    void ruleThatCannotBe_isWarnedOfAndTheOthersRun() {
        logback.appender(
                logback.target() + "<rule><logger>a</logger><message>(</message><event>E</event></rule>" + RULES);
        logback.logger("com.acme.auth").info("login of bobby true");
        assertThat(logback.received(1)).hasSize(1);
        assertThat(logback.warnings()).hasSize(1);
        assertThat(logback.warnings().get(0)).contains("rule 1: message is no regular expression: Unclosed group");
    }

    @Test
    void runawayExpression_isSwitchedOffWithOneWarning() {
        logback.appender(logback.target()
                + "<rule><logger>*</logger><message>(a+)+(a+)+(a+)+$</message><event>E</event></rule>" + RULES);
        String hostile = "a".repeat(8_000) + "!";
        for (int i = 0; i < 20; i++) {
            logback.logger("com.acme.auth").info(hostile);
        }
        logback.logger("com.acme.auth").info("login of bobby true");
        assertThat(logback.received(1)).hasSize(1);
        assertThat(logback.appender().ruleCounts().get(0).isOff()).isTrue();
        assertThat(logback.appender().ruleCounts().get(0).ranAway()).isEqualTo(3);
        assertThat(logback.warnings()).hasSize(1);
        assertThat(logback.warnings().get(0)).contains("rule 'E'").contains("switched off");
    }

    /** One of two events, whose users' order is their own. */
    private JsonNode received(String eventType) {
        return logback.received(2).stream()
                .map(StoredEvent::node)
                .filter(event -> event.path("event_type").asText().equals(eventType))
                .findFirst()
                .orElseThrow();
    }
}

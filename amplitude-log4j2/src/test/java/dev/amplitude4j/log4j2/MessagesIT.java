// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.Amplitude.props;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Map;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What Log4j can carry beyond the contract that all frameworks share. */
@Tag("contract")
@ParameterizedClass
@MethodSource("dev.amplitude4j.log4j2.Mode#underTest")
class MessagesIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameter
    private Mode mode;

    private Log4jFixture log4j;

    @BeforeEach
    void start() {
        log4j = new Log4jFixture(mode);
        log4j.appender(
                log4j.target(), "<AmplitudeContext eventProperties=\"contextStack, cart_*\" userProperties=\"plan\"/>");
        ThreadContext.put("user_id", "user-7");
    }

    @AfterEach
    void stop() {
        log4j.close();
    }

    @Test
    void mapMessage_keepsItsTypes() {
        StringMapMessage message = new StringMapMessage()
                .with("event_type", "Order Completed")
                .with("items", 3)
                .with("total", 42.5)
                .with("gift", true);
        log().info(AMPLITUDE, message);
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Order Completed");
        assertThat(event.path("event_properties")).isEqualTo(json("{'gift':true,'items':3,'total':42.5}"));
    }

    @Test
    void mapMessage_takesItsNameFromTheMarker() {
        log().info(MarkerManager.getMarker("AMPLITUDE:Cart Viewed"), new StringMapMessage().with("items", 3));
        assertThat(one().path("event_type").asText()).isEqualTo("Cart Viewed");
    }

    @Test
    void structuredDataMessage_givesTypeAndPairs() {
        StructuredDataMessage message = new StructuredDataMessage("audit@1", "transfer done", "Transfer");
        message.put("currency", "EUR");
        log().info(AMPLITUDE, message);
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Transfer");
        assertThat(event.path("event_properties")).isEqualTo(json("{'currency':'EUR'}"));
    }

    @Test
    void objectMessage_givesPairsAndNoName() {
        log().info(AMPLITUDE, props(Map.of("event_type", "Logged In", "fast", true)));
        log().info(AMPLITUDE, (Object) Map.of("text", "no name here"));
        JsonNode event = log4j.received(1).get(0).node();
        assertThat(event.path("event_type").asText()).isEqualTo("Logged In");
        assertThat(event.path("event_properties")).isEqualTo(json("{'fast':true}"));
        assertThat(log4j.warnings()).isNotEmpty();
    }

    @Test
    void contextStack_isSentIfListed() {
        ThreadContext.push("checkout");
        ThreadContext.push("payment");
        ThreadContext.put("plan", "pro");
        log().info(AMPLITUDE, "Paid");
        JsonNode event = one();
        assertThat(event.path("event_properties")).isEqualTo(json("{'contextStack':['checkout','payment']}"));
        assertThat(event.path("user_properties")).isEqualTo(json("{'$set':{'plan':'pro'}}"));
    }

    /** As with an object map as thread context; made by hand, since the kind of map is chosen once for the process. */
    @Test
    void objectsInTheThreadContext_keepTheirTypes() {
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("user_id", "user-7");
        context.putValue("cart_total", 42.5);
        context.putValue("cart_open", true);
        LogEvent record = Log4jLogEvent.newBuilder()
                .setLoggerName("shop")
                .setMarker(AMPLITUDE)
                .setMessage(new SimpleMessage("Cart Viewed"))
                .setContextData(context)
                .build();
        log4j.appender().append(record);
        assertThat(one().path("event_properties")).isEqualTo(json("{'cart_open':true,'cart_total':42.5}"));
    }

    @Test
    void recordsAreNotKept_onceTheyAreEvents() {
        WeakReference<LogEvent> record = append(new SimpleMessage("Cart Viewed"));
        assertThat(one().path("event_type").asText()).isEqualTo("Cart Viewed");
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            System.gc();
            assertThat(record.get()).isNull();
        });
    }

    /** On a stack of its own, so that no local variable keeps the record. */
    private WeakReference<LogEvent> append(Message message) {
        SortedArrayStringMap context = new SortedArrayStringMap();
        context.putValue("user_id", "user-7");
        LogEvent record = Log4jLogEvent.newBuilder()
                .setLoggerName("shop")
                .setMarker(AMPLITUDE)
                .setMessage(message)
                .setContextData(context)
                .build();
        log4j.appender().append(record);
        return new WeakReference<>(record);
    }

    /** Records and messages are used again at once: what one holds must not show in another's event. */
    @Test
    void recordsInSuccession_shareNothing() {
        for (int n = 0; n < 100; n++) {
            ThreadContext.put("user_id", "user-" + n);
            if (n % 2 == 0) {
                log().info(AMPLITUDE, "Even {} {}", n, kv("n", n), new IllegalStateException("even"));
            } else {
                log().info(AMPLITUDE, "Odd {}", kv("n", n));
            }
        }
        assertThat(log4j.received(100)).allSatisfy(event -> {
            int n = event.node().path("event_properties").path("n").asInt();
            assertThat(event.userId()).isEqualTo("user-" + n);
            assertThat(event.eventType()).isEqualTo(n % 2 == 0 ? "Even" : "Odd");
            assertThat(event.node().path("event_properties").has("error_type")).isEqualTo(n % 2 == 0);
        });
    }

    private Logger log() {
        return log4j.logger("shop");
    }

    private JsonNode one() {
        JsonNode event = log4j.received(1).get(0).node();
        assertThat(log4j.warnings()).isEmpty();
        return event;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.Amplitude.props;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Given these calls, these events: what every front end inherits. What differs stands in {@link Difference}. */
public abstract class RecordContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(10);

    LoggingUnderTest logging;

    /** A framework to speak to, not started. */
    protected abstract LoggingUnderTest open();

    @BeforeEach
    void openLogging() {
        logging = open();
    }

    @AfterEach
    void closeLogging() {
        logging.close();
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // it is one of the types that applications log
    void fullRecord_arrivesFieldForField() {
        logging.start(Setup.FULL);
        logging.context("userId", "user-42");
        logging.context("session_id", "1700000000000");
        logging.context("client_ip", "203.0.113.77");
        logging.context("group.company", "Acme");
        logging.context("tenant", "t-1");
        logging.context("experiment.button", "blue");
        logging.context("plan", "pro");
        logging.context("X-Request-Id", "r-9");
        logging.context("cart_total", "42.50");
        logging.context("not_listed", "stays here");
        long before = System.currentTimeMillis();
        logging.info(
                "shop.Checkout",
                Mark.AMPLITUDE,
                "Order {} placed: ",
                kv("total", 42.5),
                kv("items", 3),
                kv("big", 9_007_199_254_740_993L),
                kv("gift", true),
                kv("cart", cart()),
                kv("at", Instant.parse("2026-01-02T03:04:05.006Z")),
                kv("day", LocalDate.of(2026, 1, 2)),
                kv("old", new Date(0)),
                kv("unit", TimeUnit.SECONDS),
                kv("uuid", new UUID(1, 2)),
                kv("nan", Double.NaN),
                kv("nothing", null),
                kv("CardHolder", "Ann"),
                kv("password", "secret"),
                kv("phone", "+41 1"),
                kv("email", "ann@example.org"),
                kv("amp.platform", "JVM"),
                kv("amp.app_version", "1.2.3"),
                kv("country", "a property"),
                props(Map.of("discount", 5)),
                new IllegalStateException("no such thing"));
        long after = System.currentTimeMillis();

        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Order placed");
        assertThat(event.path("user_id").asText()).isEqualTo("user-42");
        assertThat(event.has("device_id")).isFalse();
        assertThat(event.path("session_id").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(event.path("ip").asText()).isEqualTo("203.0.113.0");
        assertThat(event.path("time").asLong()).isBetween(before, after);
        assertThat(event.path("insert_id").asText()).isNotEmpty();
        assertThat(event.path("platform").asText()).isEqualTo("JVM");
        assertThat(event.path("app_version").asText()).isEqualTo("1.2.3");
        assertThat(event.has("country")).isFalse();
        assertThat(event.path("groups")).isEqualTo(json("{'company':'Acme'}"));
        assertThat(event.path("user_properties")).isEqualTo(json("{'$set':{'plan':'pro'}}"));
        assertThat(event.path("event_properties").path("email").asText()).matches("[0-9a-f]{32}");
        assertThat(without(event.path("event_properties"), "email")).isEqualTo(json("""
                {'total':42.5,'items':3,'big':9007199254740993,'gift':true,
                 'cart':{'items':3,'gift':true,'address':{'city':'Bern','floors':[1,2,3.5]}},
                 'at':'2026-01-02T03:04:05.006Z','day':'2026-01-02','old':'1970-01-01T00:00:00Z',
                 'unit':'SECONDS','uuid':'00000000-0000-0001-0000-000000000002',
                 'phone':'****','country':'a property','discount':5,
                 'error_type':'java.lang.IllegalStateException',
                 'tenant':'t-1','experiment.button':'blue','request_id':'r-9','cart_total':42.50,
                 'service':'checkout'}"""));
    }

    @Test
    void identify_setsUserProperties() {
        logging.start(Setup.LEAST);
        logging.info(
                "shop",
                Mark.IDENTIFY,
                "signed up",
                kv("user_id", "user-7"),
                kv("plan", "pro"),
                kv("$add.logins", 1),
                kv("$unset.trial", true));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("$identify");
        assertThat(event.path("user_properties"))
                .isEqualTo(json("{'$set':{'plan':'pro'},'$add':{'logins':1},'$unset':{'trial':'-'}}"));
        assertThat(logging.emulator().userProperties("user-7").path("plan").asText())
                .isEqualTo("pro");
    }

    @Test
    void groupIdentify_setsGroupPropertiesAndNeedsNoId() {
        logging.start(Setup.LEAST);
        logging.info("shop", Mark.GROUP_IDENTIFY, "company grew", kv("group.company", "Acme"), kv("seats", 50));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("$groupidentify");
        assertThat(event.path("groups")).isEqualTo(json("{'company':'Acme'}"));
        assertThat(event.path("group_properties")).isEqualTo(json("{'$set':{'seats':50}}"));
    }

    @Test
    void revenue_carriesAmplitudesNames() {
        logging.start(Setup.LEAST);
        logging.info(
                "shop",
                Mark.REVENUE,
                "bought",
                kv("user_id", "user-7"),
                kv("price", 9.99),
                kv("quantity", 2),
                kv("productId", "p-1"),
                kv("revenueType", "purchase"),
                kv("currency", "EUR"));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("revenue_amount");
        assertThat(event.path("event_properties")).isEqualTo(json("""
                {'$price':9.99,'$quantity':2,'$productId':'p-1','$revenueType':'purchase','$currency':'EUR'}"""));
    }

    @Test
    void markerNamesAndParents_decideAboutRecords() {
        logging.start(Setup.LEAST);
        logging.info("shop", null, "untagged");
        logging.info("shop", Mark.of("OTHER"), "foreign");
        logging.info("shop", Mark.of("AMPLITUDEX"), "foreign too");
        logging.info("shop", Mark.of("AMPLITUDE:Named Event"), "named");
        logging.info("shop", Mark.of("AMPLITUDE_OWN"), "own child");
        logging.info("shop", Mark.of("ORDER", Mark.AMPLITUDE), "by reference");
        Mark distant = Mark.of("DEEP", Mark.of("MIDDLE", Mark.REVENUE));
        logging.info("shop", distant, "by distant reference", kv("price", 1));
        logging.debug("shop", Mark.AMPLITUDE, "below the level");
        assertThat(received(4).stream().map(StoredEvent::eventType))
                .containsExactlyInAnyOrder("Named Event", "own child", "by reference", "revenue_amount");
    }

    @Test
    void recordWithoutId_isAnonymous() {
        logging.start(Setup.ANONYMOUS_DEVICE);
        logging.info("shop", Mark.AMPLITUDE, "Visited");
        JsonNode event = one();
        assertThat(event.path("device_id").asText()).isEqualTo("host-123");
        assertThat(event.path("event_properties")).isEqualTo(json("{'anonymous':true}"));
    }

    @Test
    void recordWithoutId_isRefusedIfSoConfiguredWithOneWarning() {
        logging.start(Setup.STRICT);
        logging.info("shop.Login", Mark.AMPLITUDE, "Visited");
        logging.info("shop.Login", Mark.AMPLITUDE, "Visited");
        logging.info("shop.Login", Mark.AMPLITUDE, "Logged In", kv("user_id", "user-7"));
        assertThat(received(1).get(0).eventType()).isEqualTo("Logged In");
        assertThat(logging.warnings())
                .filteredOn(text -> text.contains("shop.Login"))
                .hasSize(1);
    }

    @Test
    void throwable_tellsItsClassAndOnRequestItsMessage() {
        logging.start(Setup.STRICT);
        logging.info(
                "shop",
                Mark.AMPLITUDE,
                "Payment {} failed",
                7,
                kv("user_id", "user-7"),
                new IllegalStateException("broke"));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Payment failed");
        assertThat(event.path("event_properties"))
                .isEqualTo(json("{'error_type':'java.lang.IllegalStateException','error_message':'broke'}"));
    }

    @Test
    void mapsAndKeys_countAsProperties() {
        logging.start(Setup.LEAST);
        logging.info(
                "shop",
                Mark.AMPLITUDE,
                "Viewed {}",
                Map.of("event_type", "Page Viewed", "user_id", "user-7"),
                kv("n", 1L));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Page Viewed");
        assertThat(event.path("user_id").asText()).isEqualTo("user-7");
        assertThat(event.path("event_properties")).isEqualTo(json("{'n':1}"));
    }

    @Test
    void valueChangedAfterTheCall_arrivesAsItWas() {
        logging.start(Setup.LEAST);
        StringBuilder text = new StringBuilder("before");
        Map<String, Object> map = new LinkedHashMap<>(Map.of("state", "before"));
        logging.info("shop", Mark.AMPLITUDE, "Changed", kv("user_id", "user-7"), kv("text", text), kv("map", map));
        text.setLength(0);
        map.put("state", "after");
        assertThat(one().path("event_properties")).isEqualTo(json("{'text':'before','map':{'state':'before'}}"));
    }

    @Test
    void untaggedRecordsThatARuleFits_becomeEvents() {
        logging.start(Setup.RULES);
        logging.context("session_id", "1700000000000");
        logging.info("com.acme.audit.Orders", null, "Order {} placed by {} for {} as {}", 17, "ann-1", "42.50", true);
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Order Placed");
        assertThat(event.path("user_id").asText()).isEqualTo("ann-1");
        assertThat(event.path("session_id").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(event.path("event_properties"))
                .isEqualTo(json("{'order_id':'17','total':42.50,'gift':true,'channel':'legacy'}"));
        assertThat(logging.warnings()).isEmpty();
    }

    @Test
    void untaggedRecordsOfOtherLoggersOrTexts_makeNoEvents() {
        logging.start(Setup.RULES);
        logging.info("com.acme.audit", null, "Order 17 placed by ann-1 for 42");
        logging.info("com.acme.audit.Orders", null, "Order seventeen placed by ann-1 for 42");
        logging.info("com.acme.authority", null, "login of ann-1");
        logging.info("com.acme.sso", null, "login of bobby", kv("tries", 3));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Login");
        assertThat(event.path("user_id").asText()).isEqualTo("bobby");
        assertThat(event.path("event_properties")).isEqualTo(json("{'tries':3}"));
    }

    @Test
    void valueThatIsNotOfItsRulesType_isLeftOut() {
        logging.start(Setup.RULES);
        logging.info("com.acme.audit.Orders", null, "Order {} placed by {} for {} as {}", 17, "ann-1", "much", "gift");
        assertThat(one().path("event_properties")).isEqualTo(json("{'order_id':'17','channel':'legacy'}"));
    }

    @Test
    void taggedRecord_isNeverLookedAtByARule() {
        logging.start(Setup.RULES);
        logging.info("com.acme.audit.Orders", Mark.AMPLITUDE, "Order 17 placed by ann-1 for 42");
        assertThat(one().path("event_type").asText()).isEqualTo("Order 17 placed by ann-1 for 42");
    }

    private static Map<String, Object> cart() {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("city", "Bern");
        address.put("cardNumber", "4111");
        address.put("floors", List.of(1, 2L, 3.5));
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put("items", 3);
        cart.put("gift", true);
        cart.put("address", address);
        return cart;
    }

    final JsonNode one() {
        JsonNode event = received(1).get(0).node();
        assertThat(logging.warnings()).isEmpty();
        return event;
    }

    /** Waits until so many events have arrived, and with them all that was logged before. */
    final List<StoredEvent> received(int count) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(LOOK).untilAsserted(() -> {
            logging.flush(PATIENCE);
            assertThat(logging.emulator().received()).hasSize(count);
        });
        return logging.emulator().received();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static JsonNode without(JsonNode object, String name) {
        return ((ObjectNode) object.deepCopy()).without(name);
    }
}

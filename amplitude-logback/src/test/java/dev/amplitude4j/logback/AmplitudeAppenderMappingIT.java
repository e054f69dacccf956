// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.Amplitude.props;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_GROUP_IDENTIFY;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_IDENTIFY;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_REVENUE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** What arrives of a log record, field for field; run once for every line of Logback's versions. */
class AmplitudeAppenderMappingIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FULL = """
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>INFO</level></filter>
            <useBatchEndpoint>false</useBatchEndpoint>
            <enabled>${AMPLITUDE_ENABLED:-true}</enabled>
            <marker>AMPLITUDE</marker>
            <eventTypeFrom>key, marker, template</eventTypeFrom>
            <missingId>anonymous</missingId>
            <keys>
              <userId>user_id, userId</userId><deviceId>device_id</deviceId>
              <sessionId>session_id</sessionId><ip>client_ip</ip>
            </keys>
            <mdc>
              <eventProperties>tenant, experiment.*</eventProperties><userProperties>plan</userProperties>
              <rename>X-Request-Id=request_id</rename><type>cart_total=number</type>
            </mdc>
            <eventProperty>service=checkout</eventProperty>
            <privacy>
              <deny>card*</deny><mask>phone</mask><hash>email</hash><hashSalt>${PII_SALT:-pepper}</hashSalt>
              <ip>truncate</ip>
            </privacy>
            <queue><maxBytes>16MB</maxBytes><maxBlock>0</maxBlock></queue>
            <batch>
              <maxEvents>1000</maxEvents><uploadInterval>50 ms</uploadInterval>
              <maxParallelUploads>4</maxParallelUploads>
            </batch>
            <shutdownTimeout>5 seconds</shutdownTimeout>
            """;

    private final LogbackFixture logback = new LogbackFixture();

    @AfterEach
    void stop() {
        logback.close();
    }

    @Test
    void versionUnderTest_isTheOneThatThisRunAskedFor() {
        String jar = LoggerContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assertThat(jar).endsWith("logback-classic-" + System.getProperty("logback.version.expected") + ".jar");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @SuppressWarnings("JavaUtilDate") // it is one of the types that applications log
    void fullRecord_arrivesFieldForField(boolean throughAsyncAppender) throws Exception {
        configure(throughAsyncAppender);
        MDC.put("userId", "user-42");
        MDC.put("session_id", "1700000000000");
        MDC.put("client_ip", "203.0.113.77");
        MDC.put("group.company", "Acme");
        MDC.put("tenant", "t-1");
        MDC.put("experiment.button", "blue");
        MDC.put("plan", "pro");
        MDC.put("X-Request-Id", "r-9");
        MDC.put("cart_total", "42.50");
        MDC.put("not_listed", "stays here");
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("city", "Bern");
        address.put("cardNumber", "4111");
        address.put("floors", List.of(1, 2L, 3.5));
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put("items", 3);
        cart.put("gift", true);
        cart.put("address", address);
        long before = System.currentTimeMillis();
        logback.logger("shop.Checkout")
                .info(
                        AMPLITUDE,
                        "Order {} placed: ",
                        kv("total", 42.5),
                        kv("items", 3),
                        kv("big", 9_007_199_254_740_993L),
                        kv("gift", true),
                        kv("cart", cart),
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
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void identify_setsUserProperties() throws Exception {
        logback.appender(logback.target());
        logback.logger("shop")
                .info(
                        AMPLITUDE_IDENTIFY,
                        "signed up",
                        kv("user_id", "user-7"),
                        kv("plan", "pro"),
                        kv("$add.logins", 1),
                        kv("$unset.trial", true));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("$identify");
        assertThat(event.path("user_properties"))
                .isEqualTo(json("{'$set':{'plan':'pro'},'$add':{'logins':1},'$unset':{'trial':'-'}}"));
        assertThat(logback.emulator.userProperties("user-7").path("plan").asText())
                .isEqualTo("pro");
    }

    @Test
    void groupIdentify_setsGroupPropertiesAndNeedsNoId() throws Exception {
        logback.appender(logback.target());
        logback.logger("shop")
                .info(AMPLITUDE_GROUP_IDENTIFY, "company grew", kv("group.company", "Acme"), kv("seats", 50));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("$groupidentify");
        assertThat(event.path("groups")).isEqualTo(json("{'company':'Acme'}"));
        assertThat(event.path("group_properties")).isEqualTo(json("{'$set':{'seats':50}}"));
    }

    @Test
    void revenue_carriesAmplitudesNames() throws Exception {
        logback.appender(logback.target());
        logback.logger("shop")
                .info(
                        AMPLITUDE_REVENUE,
                        "bought",
                        kv("user_id", "user-7"),
                        kv("price", 9.99),
                        kv("quantity", 2),
                        kv("productId", "p-1"),
                        kv("revenueType", "purchase"),
                        kv("currency", "EUR"));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("revenue_amount");
        assertThat(event.path("event_properties"))
                .isEqualTo(
                        json(
                                "{'$price':9.99,'$quantity':2,'$productId':'p-1','$revenueType':'purchase','$currency':'EUR'}"));
    }

    @Test
    void markerNamesAndReferences_decideAboutRecords() {
        logback.appender(logback.target());
        Logger log = logback.logger("shop");
        log.info("untagged");
        log.info(MarkerFactory.getDetachedMarker("OTHER"), "foreign");
        log.info(MarkerFactory.getDetachedMarker("AMPLITUDEX"), "foreign too");
        log.info(MarkerFactory.getMarker("AMPLITUDE:Named Event"), "named");
        log.info(MarkerFactory.getMarker("AMPLITUDE_OWN"), "own child");
        log.info(referring("ORDER", AMPLITUDE), "by reference");
        log.info(referring("DEEP", referring("MIDDLE", AMPLITUDE_REVENUE)), "by distant reference", kv("price", 1));
        log.debug(AMPLITUDE, "below the level");
        assertThat(logback.received(4).stream().map(StoredEvent::eventType))
                .containsExactlyInAnyOrder("Named Event", "own child", "by reference", "revenue_amount");
    }

    @Test
    void recordWithoutId_isAnonymous() throws Exception {
        logback.appender(logback.target() + "<anonymousDeviceId>host-123</anonymousDeviceId>");
        logback.logger("shop").info(AMPLITUDE, "Visited");
        JsonNode event = one();
        assertThat(event.path("device_id").asText()).isEqualTo("host-123");
        assertThat(event.path("event_properties")).isEqualTo(json("{'anonymous':true}"));
    }

    @Test
    @Tag("slf4j2")
    void fluentCall_arrivesWithTypesAndAllMarkers() throws Exception {
        logback.appender(logback.target());
        FluentCalls.logOrder(logback.logger("shop"));
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Order Completed");
        assertThat(event.path("user_id").asText()).isEqualTo("user-9");
        // The same name as argument and as pair: the argument stands higher.
        assertThat(event.path("event_properties")).isEqualTo(json("{'total':42.5,'gift':false,'twice':'argument'}"));
    }

    private void configure(boolean throughAsyncAppender) {
        String appender = LogbackFixture.appenderXml("AMPLITUDE", logback.target() + FULL);
        if (throughAsyncAppender) {
            String async = "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
                    + "<discardingThreshold>0</discardingThreshold><appender-ref ref=\"AMPLITUDE\"/></appender>";
            logback.xml(appender + async + LogbackFixture.root("ASYNC"));
        } else {
            logback.xml(appender + LogbackFixture.root("AMPLITUDE"));
        }
    }

    @SuppressWarnings("deprecation") // of references as such, in SLF4J 2.0.20
    private static Marker referring(String name, Marker reference) {
        Marker marker = MarkerFactory.getDetachedMarker(name);
        marker.add(reference);
        return marker;
    }

    private JsonNode one() {
        return logback.received(1).get(0).node();
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonNode without(JsonNode object, String name) {
        return ((ObjectNode) object.deepCopy()).without(name);
    }

    /** A class of its own, so that SLF4J 1.7 never links what it lacks. */
    private static final class FluentCalls {
        static void logOrder(Logger log) {
            log.atInfo()
                    .addMarker(MarkerFactory.getMarker("FOREIGN"))
                    .addMarker(AMPLITUDE)
                    .addKeyValue("total", 42.5)
                    .addKeyValue("gift", false)
                    .addKeyValue("user_id", "user-9")
                    .addKeyValue("twice", "pair")
                    .addArgument(kv("twice", "argument"))
                    .log("Order Completed");
        }
    }
}

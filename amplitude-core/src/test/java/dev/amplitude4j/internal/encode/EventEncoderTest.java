// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static dev.amplitude4j.internal.encode.Encoded.NOW;
import static dev.amplitude4j.internal.encode.Encoded.encoder;
import static dev.amplitude4j.internal.encode.Encoded.event;
import static dev.amplitude4j.internal.encode.Encoded.property;
import static dev.amplitude4j.internal.encode.Encoded.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.Identify;
import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.event.Revenue;
import dev.amplitude4j.internal.json.JsonWriter;
import dev.amplitude4j.result.LogResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Paths;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

// such values are what applications hand in
@SuppressWarnings({"JavaUtilDate", "UnnecessaryStringBuilder"})
class EventEncoderTest {

    private final EventEncoder encoder = encoder();

    private LogResult log(Event event) {
        encoder.start(NameFilter.KEEP_ALL);
        event.writeTo(encoder);
        return encoder.finish(NOW, 7);
    }

    private JsonNode accepted(Event event) {
        assertThat(log(event)).as(() -> encoder.problem()).isEqualTo(LogResult.ACCEPTED);
        return read(encoder);
    }

    private static Event everyField() {
        return Event.builder("Order Completed")
                .userId("user-42")
                .deviceId("device-7")
                .time(1_795_404_600_000L)
                .sessionId(1_795_404_500_000L)
                .insertId("my-insert-id")
                .appVersion("4.2.0")
                .platform("JVM")
                .osName("Linux")
                .osVersion("6.1")
                .deviceBrand("brand")
                .deviceManufacturer("maker")
                .deviceModel("model")
                .carrier("carrier")
                .country("Germany")
                .region("Berlin")
                .city("Berlin")
                .dma("dma")
                .language("German")
                .ip("192.0.2.1")
                .idfa("idfa")
                .idfv("idfv")
                .adid("adid")
                .androidId("android")
                .androidAppSetId("app-set")
                .userAgent("agent")
                .locationLat(52.520008)
                .locationLng(13.404954)
                .price(9.99)
                .quantity(3)
                .revenue(-29.97)
                .productId("sku-1")
                .revenueType("refund")
                .currency("EUR")
                .receipt("receipt")
                .receiptSig("signature")
                .library("lib/1")
                .versionName("four")
                .partnerId("partner")
                .plan(Plan.builder()
                        .branch("main")
                        .source("backend")
                        .version("1")
                        .versionId("v-1")
                        .build())
                .ingestionMetadata(IngestionMetadata.builder()
                        .sourceName("kafka")
                        .sourceVersion("2")
                        .build())
                .skipUserPropertiesSync(true)
                .property("total", 42.5)
                .userProperty("plan", "pro")
                .group("company", Arrays.asList("a", "b"))
                .build();
    }

    @Test
    void groupName_isAlwaysText() {
        JsonNode json = accepted(Event.builder("test")
                .userId("user-1")
                .group("int", 7)
                .group("amount", new BigDecimal("42.50"))
                .group("large", BigInteger.TEN.pow(30))
                .group("counter", new AtomicLong(3))
                .build());
        assertThat(json.path("groups"))
                .hasToString("{\"int\":\"7\",\"amount\":\"42.50\","
                        + "\"large\":\"1000000000000000000000000000000\",\"counter\":\"3\"}");
    }

    @Test
    void everyField_arrivesUnderItsName() {
        JsonNode json = accepted(everyField());

        for (EventField field : EventField.values()) {
            assertThat(json.has(field.jsonName())).as(field.jsonName()).isTrue();
        }
        assertThat(json.toString())
                .isEqualTo("{\"device_id\":\"device-7\",\"user_id\":\"user-42\",\"event_type\":\"Order Completed\","
                        + "\"time\":1795404600000,\"event_id\":7,\"insert_id\":\"my-insert-id\","
                        + "\"session_id\":1795404500000,\"app_version\":\"4.2.0\",\"platform\":\"JVM\","
                        + "\"os_name\":\"Linux\",\"os_version\":\"6.1\",\"device_brand\":\"brand\","
                        + "\"device_manufacturer\":\"maker\",\"device_model\":\"model\",\"carrier\":\"carrier\","
                        + "\"country\":\"Germany\",\"region\":\"Berlin\",\"city\":\"Berlin\",\"dma\":\"dma\","
                        + "\"language\":\"German\",\"ip\":\"192.0.2.1\",\"idfa\":\"idfa\",\"idfv\":\"idfv\","
                        + "\"adid\":\"adid\",\"android_id\":\"android\",\"android_app_set_id\":\"app-set\","
                        + "\"user_agent\":\"agent\",\"location_lat\":52.520008,\"location_lng\":13.404954,"
                        + "\"price\":9.99,\"quantity\":3,\"revenue\":-29.97,\"productId\":\"sku-1\","
                        + "\"revenueType\":\"refund\",\"currency\":\"EUR\",\"receipt\":\"receipt\","
                        + "\"receiptSig\":\"signature\",\"library\":\"lib/1\",\"version_name\":\"four\","
                        + "\"partner_id\":\"partner\",\"plan\":{\"branch\":\"main\",\"source\":\"backend\","
                        + "\"version\":\"1\",\"versionId\":\"v-1\"},\"ingestion_metadata\":{\"source_name\":\"kafka\","
                        + "\"source_version\":\"2\"},\"$skip_user_properties_sync\":true,"
                        + "\"event_properties\":{\"total\":42.5},\"user_properties\":{\"$set\":{\"plan\":\"pro\"}},"
                        + "\"groups\":{\"company\":[\"a\",\"b\"]}}");
    }

    @Test
    void smallestEvent_hasOnlyWhatIsNeeded() {
        JsonNode json = accepted(Event.builder("e").deviceId("device-7").build());

        Iterator<String> names = json.fieldNames();
        assertThat(names).toIterable().containsExactly("device_id", "event_type", "time", "event_id", "insert_id");
        assertThat(json.path("time").longValue()).isEqualTo(NOW);
        assertThat(UUID.fromString(json.path("insert_id").textValue()))
                .hasToString(json.path("insert_id").textValue());
    }

    @Test
    void defaults_giveWayToTheEventsOwn() {
        Plan plan = Plan.builder().branch("default").build();
        EventEncoder withDefaults = new EventEncoder(
                5,
                65_536,
                true,
                new EventDefaults(
                        "amplitude4j/1", plan, IngestionMetadata.builder().build(), "p-1"));

        JsonNode json = event(withDefaults, NameFilter.KEEP_ALL, sink -> sink.field(EventField.PARTNER_ID, "own"));

        assertThat(json.path("library").textValue()).isEqualTo("amplitude4j/1");
        assertThat(json.path("plan")).hasToString("{\"branch\":\"default\"}");
        assertThat(json.path("partner_id").textValue()).isEqualTo("own");
        assertThat(json.has("ingestion_metadata")).isFalse();
    }

    @Test
    void firstWriter_ofANameWins() {
        JsonNode json = event(sink -> sink.eventType("other")
                .userId("other-user")
                .deviceId("device-1")
                .deviceId("device-2")
                .time(1)
                .time(2)
                .sessionId(-1)
                .sessionId(5)
                .insertId("first")
                .insertId("second")
                .field(EventField.CITY, "one")
                .field(EventField.CITY, "two")
                .property("p", 1)
                .property("p", 2.5)
                .property("p", "three")
                .userProperty(PropertyOperation.SET, "p", 1)
                .userProperty(PropertyOperation.SET, "p", 2)
                .userProperty(PropertyOperation.ADD, "p", 3)
                .group("g", "1")
                .group("g", "2"));

        assertThat(json)
                .hasToString("{\"device_id\":\"device-1\",\"user_id\":\"user-1\",\"event_type\":\"test\","
                        + "\"time\":1,\"event_id\":7,\"insert_id\":\"first\",\"session_id\":-1,\"city\":\"one\","
                        + "\"event_properties\":{\"p\":1},\"user_properties\":{\"$set\":{\"p\":1},\"$add\":{\"p\":3}},"
                        + "\"groups\":{\"g\":\"1\"}}");
    }

    static Arguments[] values() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(1_000);
        UUID uuid = UUID.fromString("6f0c0c9e-6a0e-4a57-9d0b-0a3f2d3c5b11");
        return new Arguments[] {
            Arguments.of("text", "\"text\""),
            Arguments.of(1, "1"),
            Arguments.of(-1L, "-1"),
            Arguments.of((short) 3, "3"),
            Arguments.of((byte) -3, "-3"),
            Arguments.of(1.5, "1.5"),
            Arguments.of(1.1f, "1.1"),
            Arguments.of(true, "true"),
            Arguments.of('c', "\"c\""),
            Arguments.of(new BigDecimal("12.50"), "12.50"),
            Arguments.of(new BigInteger("123456789012345678901"), "123456789012345678901"),
            Arguments.of(new AtomicInteger(5), "5"),
            Arguments.of(new LongAdder(), "0"),
            Arguments.of(new AtomicBoolean(true), "true"),
            Arguments.of(DayOfWeek.MONDAY, "\"MONDAY\""),
            Arguments.of(uuid, "\"" + uuid + "\""),
            Arguments.of(URI.create("https://example.org/a?b=c"), "\"https://example.org/a?b=c\""),
            Arguments.of(String.class, "\"java.lang.String\""),
            Arguments.of(Instant.ofEpochSecond(1), "\"1970-01-01T00:00:01Z\""),
            Arguments.of(LocalDate.of(2026, 11, 23), "\"2026-11-23\""),
            Arguments.of(Duration.ofSeconds(90), "\"PT1M30S\""),
            Arguments.of(
                    ZonedDateTime.parse("2026-11-23T10:15:30+01:00[Europe/Berlin]"), "\"2026-11-23T10:15:30+01:00\""),
            Arguments.of(new Date(1_000), "\"1970-01-01T00:00:01Z\""),
            Arguments.of(new java.sql.Date(1_000), "\"1970-01-01T00:00:01Z\""),
            Arguments.of(calendar, "\"1970-01-01T00:00:01Z\""),
            Arguments.of(new StringBuilder("built"), "\"built\""),
            Arguments.of(Paths.get("a", "b"), "\"" + Paths.get("a", "b") + "\""),
            Arguments.of(Optional.of("x"), "\"x\""),
            Arguments.of(OptionalInt.of(1), "1"),
            Arguments.of(OptionalLong.of(2), "2"),
            Arguments.of(OptionalDouble.of(2.5), "2.5"),
            Arguments.of((Supplier<Object>) () -> Optional.of(3), "3"),
            Arguments.of(new AbstractMap.SimpleEntry<>("k", 1), "{\"k\":1}"),
            Arguments.of(Collections.singletonMap("k", Arrays.asList(1, null, "x")), "{\"k\":[1,\"x\"]}"),
            Arguments.of(Collections.emptyMap(), "{}"),
            Arguments.of(new Object[] {1, "a", new int[] {2}}, "[1,\"a\",[2]]"),
            Arguments.of(new int[] {1, 2}, "[1,2]"),
            Arguments.of(new long[] {Long.MIN_VALUE}, "[-9223372036854775808]"),
            Arguments.of(new short[] {1}, "[1]"),
            Arguments.of(new byte[] {-1}, "[-1]"),
            Arguments.of(new char[] {'a', '"'}, "[\"a\",\"\\\"\"]"),
            Arguments.of(new boolean[] {true, false}, "[true,false]"),
            Arguments.of(new double[] {0.5}, "[0.5]"),
            Arguments.of(new float[] {0.1f}, "[0.1]"),
        };
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_isWrittenAsItsType(Object value, String json) {
        assertThat(event(encoder, NameFilter.KEEP_ALL, sink -> sink.property("p", value)))
                .isNotNull();
        String text = new String(encoder.bytes(), 0, encoder.length(), UTF_8);
        assertThat(text).endsWith("\"event_properties\":{\"p\":" + json + "}}");
        assertThat(encoder.truncatedValues()).isZero();
    }

    @Test
    void fields_areConvertedWhereThatIsExact() {
        JsonNode json = event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.field(EventField.PRICE, "9.50")
                        .field(EventField.QUANTITY, 3.0)
                        .field(EventField.APP_VERSION, 42)
                        .field(EventField.PLATFORM, new StringBuilder("JVM"))
                        .field(EventField.SKIP_USER_PROPERTIES_SYNC, "TRUE")
                        .field(EventField.PLAN, Collections.singletonMap("branch", "main")));

        assertThat(json.path("price").decimalValue()).isEqualByComparingTo("9.5");
        assertThat(json.path("quantity").isIntegralNumber()).isTrue();
        assertThat(json.path("app_version").textValue()).isEqualTo("42");
        assertThat(json.path("platform").textValue()).isEqualTo("JVM");
        assertThat(json.path("$skip_user_properties_sync").booleanValue()).isTrue();
        assertThat(json.path("plan")).hasToString("{\"branch\":\"main\"}");
        assertThat(encoder.sanitizedValues()).isZero();
    }

    @Test
    void fieldsOfAnotherType_areLeftOutAndCounted() {
        JsonNode json = event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.field(EventField.PRICE, "a lot")
                        .field(EventField.QUANTITY, 2.5)
                        .field(EventField.QUANTITY, "1e400")
                        .field(EventField.REVENUE, true)
                        .field(EventField.APP_VERSION, Arrays.asList(1))
                        .field(EventField.SKIP_USER_PROPERTIES_SYNC, "maybe")
                        .field(EventField.PLAN, "main"));

        assertThat(json.size()).isEqualTo(5);
        assertThat(encoder.sanitizedValues()).isEqualTo(7);
    }

    @Test
    void clearAll_standsAlone() {
        JsonNode json = event(sink ->
                sink.userProperty(PropertyOperation.SET, "a", 1).userProperty(PropertyOperation.CLEAR_ALL, null, null));

        assertThat(json.path("user_properties")).hasToString("{\"$clearAll\":\"-\"}");
    }

    @Test
    void identify_carriesItsOperations() {
        Identify identify = Identify.builder()
                .set("a", 1)
                .setOnce("b", 2)
                .add("c", 3)
                .append("d", 4)
                .prepend("e", 5)
                .preInsert("f", 6)
                .postInsert("g", 7)
                .remove("h", 8)
                .unset("i")
                .build();

        JsonNode json = accepted(Event.identify(identify).userId("user-1").build());
        JsonNode group =
                accepted(Event.groupIdentify("company", "acme", identify).build());

        String operations = "{\"$set\":{\"a\":1},\"$setOnce\":{\"b\":2},\"$add\":{\"c\":3},\"$append\":{\"d\":4},"
                + "\"$prepend\":{\"e\":5},\"$preInsert\":{\"f\":6},\"$postInsert\":{\"g\":7},\"$remove\":{\"h\":8},"
                + "\"$unset\":{\"i\":\"-\"}}";
        assertThat(json.path("event_type").textValue()).isEqualTo("$identify");
        assertThat(json.path("user_properties")).hasToString(operations);
        assertThat(group.path("event_type").textValue()).isEqualTo("$groupidentify");
        assertThat(group.path("groups")).hasToString("{\"company\":\"acme\"}");
        assertThat(group.path("group_properties")).hasToString(operations);
        assertThat(group.has("user_id")).isFalse();
    }

    @Test
    void setGroup_isMembershipAndUserProperty() {
        JsonNode json =
                accepted(Event.setGroup("company", "acme").userId("user-1").build());

        assertThat(json.path("event_type").textValue()).isEqualTo("$identify");
        assertThat(json.path("groups")).hasToString("{\"company\":\"acme\"}");
        assertThat(json.path("user_properties")).hasToString("{\"$set\":{\"company\":\"acme\"}}");
    }

    @Test
    void revenue_becomesEventProperties() {
        Revenue revenue = Revenue.builder()
                .price(9.99)
                .quantity(2)
                .productId("sku")
                .revenueType("purchase")
                .currency("EUR")
                .receipt("r", "s")
                .revenue(19.98)
                .build();

        JsonNode json = accepted(Event.revenue(revenue).userId("user-1").build());

        assertThat(json.path("event_type").textValue()).isEqualTo("revenue_amount");
        assertThat(json.path("event_properties"))
                .hasToString("{\"$productId\":\"sku\",\"$quantity\":2,\"$price\":9.99,\"$revenueType\":\"purchase\","
                        + "\"$currency\":\"EUR\",\"$receipt\":\"r\",\"$receiptSig\":\"s\",\"$revenue\":19.98}");
    }

    @Test
    void groupNames_becomeText() {
        JsonNode json = event(sink -> sink.group("number", 42).group("many", Arrays.asList("a", "b")));

        assertThat(json.path("groups")).hasToString("{\"number\":\"42\",\"many\":[\"a\",\"b\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[Amplitude] Start Session", "[Amplitude] Revenue (Verified)"})
    void unusableType_isInvalid(String eventType) {
        assertThat(log(Event.builder(eventType).userId("user-1").build())).isEqualTo(LogResult.INVALID);
        assertThat(encoder.problem()).contains("event_type");
        assertThat(encoder.length()).isZero();
    }

    @Test
    void missingType_isInvalid() {
        encoder.start(NameFilter.KEEP_ALL);
        encoder.userId("user-1");
        assertThat(encoder.finish(NOW, 1)).isEqualTo(LogResult.INVALID);
    }

    @Test
    void unusableIds_areInvalidAndNamedWithoutTheirContent() {
        assertThat(log(Event.builder("e").build())).isEqualTo(LogResult.INVALID);
        assertThat(encoder.problem()).contains("neither user_id nor device_id");
        assertThat(log(Event.builder("e").userId("abcd").deviceId("device-1").build()))
                .isEqualTo(LogResult.INVALID);
        assertThat(encoder.problem())
                .contains("user_id")
                .contains("minIdLength=5")
                .doesNotContain("abcd");
        assertThat(log(Event.builder("e").userId("user-1").deviceId("Anonymous").build()))
                .isEqualTo(LogResult.INVALID);
        assertThat(encoder.problem()).contains("device_id");
        assertThat(log(Event.builder("$groupidentify").build())).isEqualTo(LogResult.INVALID);
        assertThat(encoder.problem()).contains("group");
        assertThat(log(Event.builder("e").userId("user-1").build())).isEqualTo(LogResult.ACCEPTED);
        assertThat(encoder.problem()).isNull();
    }

    @Test
    void oversizedEvent_isTooLargeAndItsBuffersAreGivenBack() {
        Event.Builder builder = Event.builder("e").userId("user-1");
        for (int i = 0; i < 200; i++) {
            builder.property("p" + i, "x".repeat(1_000));
        }

        assertThat(log(builder.build())).isEqualTo(LogResult.TOO_LARGE);
        assertThat(encoder.problem()).contains("maxEventBytes=65536");
        assertThat(encoder.bytes().length).isLessThanOrEqualTo(1_024);
        assertThat(log(Event.builder("e").userId("user-1").build())).isEqualTo(LogResult.ACCEPTED);
    }

    @Test
    void eventOfExactlyTheMaximum_isAccepted() {
        Event event = Event.builder("e")
                .userId("user-1")
                .insertId("i")
                .property("p", "x".repeat(300))
                .build();
        accepted(event);
        int bytes = encoder.length();

        EventEncoder exact = new EventEncoder(5, bytes, true, new EventDefaults(null, null, null, null));
        exact.start(NameFilter.KEEP_ALL);
        event.writeTo(exact);
        assertThat(exact.finish(NOW, 7)).isEqualTo(LogResult.ACCEPTED);

        EventEncoder tooSmall = new EventEncoder(5, bytes - 1, true, new EventDefaults(null, null, null, null));
        tooSmall.start(NameFilter.KEEP_ALL);
        event.writeTo(tooSmall);
        assertThat(tooSmall.finish(NOW, 7)).isEqualTo(LogResult.TOO_LARGE);
    }

    @Test
    void discardedEvent_leavesNothingBehind() {
        encoder.start(NameFilter.KEEP_ALL);
        everyField().writeTo(encoder);
        encoder.discard();

        assertThat(accepted(Event.builder("e").deviceId("device-7").build()).size())
                .isEqualTo(5);

        encoder.start(NameFilter.KEEP_ALL);
        everyField().writeTo(encoder);
        assertThat(accepted(Event.builder("e").deviceId("device-7").build()).size())
                .isEqualTo(5);
    }

    @Test
    void identityHash_followsDeviceThenUserThenGroups() {
        accepted(Event.builder("a").deviceId("device-7").userId("user-1").build());
        int device = encoder.identityHash();
        accepted(Event.builder("b").deviceId("device-7").userId("user-2").build());
        assertThat(encoder.identityHash()).isEqualTo(device);
        accepted(Event.builder("b").userId("user-2").build());
        int user = encoder.identityHash();
        assertThat(user).isNotEqualTo(device);
        Identify identify = Identify.builder().set("a", 1).build();
        accepted(Event.groupIdentify("g", "one", identify).build());
        int group = encoder.identityHash();
        accepted(Event.groupIdentify("g", "two", identify).build());
        assertThat(encoder.identityHash()).isNotEqualTo(group);
    }

    @Test
    void filter_decidesOnNestedNamesToo() {
        NameFilter filter = new NameFilter() {
            @Override
            public Action actionFor(String name) {
                return switch (name) {
                    case "password" -> Action.DENY;
                    case "phone" -> Action.MASK;
                    case "email" -> Action.HASH;
                    default -> Action.KEEP;
                };
            }

            @Override
            public String hash(String value) {
                return "h" + value.length();
            }
        };

        JsonNode json = event(
                encoder,
                filter,
                sink -> sink.property("password", "x")
                        .property("phone", 123L)
                        .property("email", "a@b.c")
                        .property("list", Arrays.asList(Collections.singletonMap("password", 1)))
                        .property("map", Collections.singletonMap("phone", Collections.singletonMap("email", "x")))
                        .userProperty(PropertyOperation.SET, "email", 12.5)
                        .userProperty(PropertyOperation.SET, "password", 1));

        assertThat(json.path("event_properties"))
                .hasToString("{\"phone\":\"****\",\"email\":\"h5\",\"list\":[{}],\"map\":{\"phone\":\"****\"}}");
        assertThat(json.path("user_properties")).hasToString("{\"$set\":{\"email\":\"h4\"}}");

        JsonNode masked = event(
                encoder,
                filter,
                sink -> sink.property("email", Arrays.asList("a@b.c"))
                        .property("phone", 1.5)
                        .property("nested", Collections.singletonMap("email", 1)));
        assertThat(masked.path("event_properties"))
                .hasToString("{\"email\":\"****\",\"phone\":\"****\",\"nested\":{\"email\":\"h1\"}}");
    }

    @Test
    void values_areReadDuringTheCall() {
        StringBuilder text = new StringBuilder("before");
        int[] numbers = {1};
        encoder.start(NameFilter.KEEP_ALL);
        encoder.eventType("e").userId("user-1").property("text", text).property("numbers", numbers);
        text.replace(0, text.length(), "after");
        numbers[0] = 2;
        encoder.finish(NOW, 1);

        assertThat(read(encoder).path("event_properties")).hasToString("{\"text\":\"before\",\"numbers\":[1]}");
    }

    @Test
    void insertIds_areDistinct() {
        Set<String> ids = new HashSet<>();
        InsertIds first = new InsertIds();
        InsertIds second = new InsertIds();
        JsonWriter json = new JsonWriter(64, 64);
        for (int i = 0; i < 1_000_000; i++) {
            json.reset(64);
            (i % 2 == 0 ? first : second).write(json);
            ids.add(new String(json.buffer(), 0, json.length(), UTF_8));
        }
        assertThat(ids).hasSize(1_000_000);
    }

    @Test
    void keysOfOtherTypes_becomeTheirText() {
        assertThat(property(encoder, Collections.singletonMap(1.5, "x"))).hasToString("{\"1.5\":\"x\"}");
        assertThat(property(encoder, Collections.singletonMap(URI.create("a:b"), "x")))
                .hasToString("{\"a:b\":\"x\"}");
    }
}

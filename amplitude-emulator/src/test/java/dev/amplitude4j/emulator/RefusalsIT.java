// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static dev.amplitude4j.emulator.Wire.KEY;
import static dev.amplitude4j.emulator.Wire.body;
import static dev.amplitude4j.emulator.Wire.event;
import static dev.amplitude4j.emulator.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.amplitude4j.emulator.store.ReceivedRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal that depends on the request alone: its status and body to the letter, and that it leaves no trace. */
class RefusalsIT {

    private static final String GOOD = event("user-1", "i-1");
    private static final String INVALID_JSON = "{\"code\":400,\"error\":\"Invalid JSON request body\"}";
    private static final String INVALID_EVENT = "{\"code\":400,\"error\":\"Invalid event JSON\"}";
    private static final String TOO_LARGE = "{\"code\":413,\"error\":\"Payload too large\"}";
    private static final String FORBIDDEN_ID = "{\"code\":400,\"error\":\"Invalid field values on some events\"}";

    private static Emulator emulator;

    @BeforeAll
    static void start() {
        emulator = Emulator.start();
    }

    @AfterAll
    static void close() {
        emulator.close();
    }

    @BeforeEach
    void reset() {
        emulator.reset();
    }

    static Stream<Arguments> brokenBodies() {
        return Stream.of(
                arguments("", 400, "{\"code\":400,\"error\":\"Missing request body\"}", "empty"),
                arguments("{\"api_key\":", 400, INVALID_JSON, "not a JSON object"),
                arguments("[]", 400, INVALID_JSON, "not a JSON object"),
                arguments("\"text\"", 400, INVALID_JSON, "not a JSON object"),
                arguments(body(GOOD) + "x", 400, INVALID_JSON, "not a JSON object"),
                arguments(body("{\"event_type\":NaN}"), 400, INVALID_JSON, "not a JSON object"),
                arguments(body("[".repeat(2_000) + "]".repeat(2_000)), 400, INVALID_JSON, "not a JSON object"),
                arguments("{\"events\":[" + GOOD + "]}", 400, missing("api_key"), "no \"api_key\""),
                arguments("{\"api_key\":null,\"events\":[]}", 400, missing("api_key"), "no \"api_key\""),
                arguments("{}", 400, missing("api_key"), "no \"api_key\""),
                arguments("{\"api_key\":\"" + KEY + "\"}", 400, missing("events"), "no \"events\""),
                arguments("{\"api_key\":\"" + KEY + "\",\"Events\":[]}", 400, missing("events"), "no \"events\""),
                arguments("{\"api_key\":\"x\"}", 400, missing("events"), "no \"events\""),
                arguments(
                        "{\"api_key\":\"abc\",\"events\":[" + GOOD + "]}",
                        400,
                        "{\"code\":400,\"error\":\"Invalid API key: abc\"}",
                        "no project"),
                arguments("{\"api_key\":\"" + KEY + "\",\"events\":{}}", 400, INVALID_EVENT, "array of objects"),
                arguments("{\"api_key\":\"" + KEY + "\",\"events\":\"x\"}", 400, INVALID_EVENT, "array of objects"),
                arguments(body(GOOD, "7"), 400, INVALID_EVENT, "array of objects"),
                arguments(body(GOOD, "[{}]"), 400, INVALID_EVENT, "array of objects"),
                arguments(body(Wire.events("user-1", "i-", 2_001)), 413, TOO_LARGE, "2001 events"),
                arguments(body(GOOD) + " ".repeat(1_048_576), 413, TOO_LARGE, "1048576 bytes"));
    }

    private static String missing(String field) {
        return "{\"missing_field\":\"" + field + "\",\"code\":400,\"error\":\"Request missing required field\"}";
    }

    @ParameterizedTest(name = "[{index}] {2}")
    @MethodSource("brokenBodies")
    void brokenBody_isRefusedToTheLetter(String sent, int status, String answer, String reason) throws Exception {
        HttpResponse<String> response = post(emulator, "/2/httpapi", sent);
        assertRefused(response, status, answer, reason);
    }

    static Stream<Arguments> brokenEvents() {
        String deep = "{\"p\":".repeat(40) + "{}" + "}".repeat(40);
        return Stream.of(
                arguments("{\"user_id\":\"user-1\"}", "missing", "event_type", "event_type is missing"),
                arguments("{\"event_type\":null,\"user_id\":\"user-1\"}", "missing", "event_type", "is missing"),
                arguments("{\"event_type\":\"x\"}", "missing", "user_id", "neither user_id nor device_id"),
                arguments("{\"event_type\":\"$identify\"}", "missing", "user_id", "neither"),
                arguments("{\"event_type\":\"x\",\"user_id\":null}", "missing", "user_id", "neither"),
                arguments(member("time", "1.0"), "invalid", "time", "time is not a whole number"),
                arguments(member("time", "\"2026-11-23T03:30:00Z\""), "invalid", "time", "not a whole number"),
                arguments(member("time", "99999999999999999999"), "invalid", "time", "not a whole number"),
                arguments(member("session_id", "\"1\""), "invalid", "session_id", "not a whole number"),
                arguments(member("event_id", "true"), "invalid", "event_id", "not a whole number"),
                arguments(member("event_properties", "[]"), "invalid", "event_properties", "not an object"),
                arguments(member("user_properties", "\"x\""), "invalid", "user_properties", "not an object"),
                arguments(member("groups", "7"), "invalid", "groups", "not an object"),
                arguments(member("group_properties", "true"), "invalid", "group_properties", "not an object"),
                arguments(member("event_properties", deep), "invalid", "event_properties", "deeper than 40"),
                arguments(member("device_id", "{}"), "invalid", "device_id", "not a string"),
                arguments("{\"event_type\":\"\",\"user_id\":\"user-1\"}", "invalid", "event_type", "characters"),
                arguments("{\"event_type\":7,\"user_id\":\"user-1\"}", "invalid", "event_type", "not a string"),
                arguments(
                        "{\"event_type\":\"[Amplitude] Revenue\",\"user_id\":\"user-1\"}",
                        "invalid",
                        "event_type",
                        "reserved"),
                arguments("{\"event_type\":\"x\",\"user_id\":\"u123\"}", "length", "user_id", "shorter than 5"),
                arguments("{\"event_type\":\"x\",\"user_id\":\"\"}", "length", "user_id", "shorter than 5"),
                arguments("{\"event_type\":\"x\",\"device_id\":123}", "length", "device_id", "shorter than 5"),
                arguments(member("device_id", "\"d\""), "length", "device_id", "shorter than 5"));
    }

    private static String member(String name, String value) {
        return "{\"event_type\":\"x\",\"user_id\":\"user-1\",\"" + name + "\":" + value + "}";
    }

    private static String listed(String kind, String field, String indices) {
        String map = "\":{\"" + field + "\":[" + indices + "]}}";
        return switch (kind) {
            case "missing" ->
                "{\"code\":400,\"error\":\"Request missing required field\",\"events_with_missing_fields" + map;
            case "invalid" ->
                "{\"code\":400,\"error\":\"Invalid field values on some events\",\"events_with_invalid_fields" + map;
            default ->
                "{\"code\":400,\"error\":\"Invalid id length for user_id or device_id\","
                        + "\"events_with_invalid_id_lengths" + map;
        };
    }

    @ParameterizedTest(name = "[{index}] {3}")
    @MethodSource("brokenEvents")
    void brokenEvents_httpV2ListsTheFirstOfAField(String event, String kind, String field, String reason)
            throws Exception {
        HttpResponse<String> response = post(emulator, "/2/httpapi", body(GOOD, event, GOOD, event));
        assertRefused(response, 400, listed(kind, field, "1"), reason);
    }

    @ParameterizedTest(name = "[{index}] {3}")
    @MethodSource("brokenEvents")
    void brokenEvents_batchListsAllOfAField(String event, String kind, String field, String reason) throws Exception {
        HttpResponse<String> response = post(emulator, "/batch", body(GOOD, event, GOOD, event));
        assertRefused(response, 400, listed(kind, field, "1,3"), reason);
    }

    @Test
    void offenders_areReportedAsConfigured() throws Exception {
        try (Emulator swapped = Emulator.builder()
                .httpV2(r -> r.withReportAllOffenders(true))
                .batch(r -> r.withReportAllOffenders(false))
                .start()) {
            String bad = member("time", "1.5");
            assertThat(post(swapped, "/2/httpapi", body(bad, bad)).body()).isEqualTo(listed("invalid", "time", "0,1"));
            assertThat(post(swapped, "/batch", body(bad, bad)).body()).isEqualTo(listed("invalid", "time", "0"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "Anonymous",
                "nil",
                "none",
                "NULL",
                "n/a",
                "NA",
                "undefined",
                "Unknown",
                "\\\"\\\"",
                "00000000-0000-0000-0000-000000000000",
                "{}",
                "lmy47d",
                "LMY47D",
                "0",
                "-1"
            })
    void forbiddenId_isRefusedWithoutAList(String id) throws Exception {
        for (String field : List.of("user_id", "device_id")) {
            emulator.reset();
            String sent = "{\"api_key\":\"" + KEY + "\",\"options\":{\"min_id_length\":1},\"events\":[" + GOOD
                    + ",{\"event_type\":\"x\",\"" + field + "\":\"" + id + "\"}]}";
            assertRefused(post(emulator, "/2/httpapi", sent), 400, FORBIDDEN_ID, "events[1]: " + field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void otherContentType_isRefused(String type) throws Exception {
        HttpResponse<String> response = Wire.send(Wire.request(emulator, "/batch")
                .setHeader("Content-Type", type)
                .POST(BodyPublishers.ofString(body(GOOD))));
        assertRefused(response, 400, "{\"code\":400,\"error\":\"Invalid content type\"}", type);
    }

    @Test
    void contentTypeWithParameters_isAccepted() throws Exception {
        HttpResponse<String> response = Wire.send(Wire.request(emulator, "/batch")
                .setHeader("Content-Type", "Application/JSON; charset=utf-8")
                .POST(BodyPublishers.ofString(body(GOOD))));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/2/httpapi/", "/httpapi", "/identify", "/Batch"})
    void unknownPath_isRefused(String path) throws Exception {
        HttpResponse<String> response = post(emulator, path, body(GOOD));
        assertRefused(response, 400, "{\"code\":400,\"error\":\"Invalid request path\"}", "no endpoint POST " + path);
    }

    @Test
    void otherMethod_isRefused() throws Exception {
        HttpResponse<String> response = Wire.get(emulator, "/2/httpapi");
        assertRefused(response, 400, "{\"code\":400,\"error\":\"Invalid request path\"}", "no endpoint GET");
        HttpResponse<String> head = Wire.send(Wire.request(emulator, "/batch").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(400);
    }

    @Test
    void unknownKey_isRefusedWhenKeysAreNamed() throws Exception {
        try (Emulator strict = Emulator.builder().accept("my-key").start()) {
            assertThat(post(strict, "/batch", body(GOOD)).body())
                    .isEqualTo("{\"code\":400,\"error\":\"Invalid API key: " + KEY + "\"}");
            assertThat(post(strict, "/batch", body(GOOD).replace(KEY, "my-key")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void batch_takesWhatIsTooLargeForHttpV2_andRefusesBeyond20MegaBytes() throws Exception {
        assertThat(post(emulator, "/batch", body(GOOD) + " ".repeat(1_048_576)).statusCode())
                .isEqualTo(200);
        emulator.reset();
        assertRefused(post(emulator, "/batch", body(GOOD) + " ".repeat(20_000_000)), 413, TOO_LARGE, "20000000 bytes");
    }

    @Test
    void smallerByteLimit_isTakenAtItsWord() throws Exception {
        String sent = body(GOOD);
        try (Emulator exact = Emulator.builder()
                .httpV2(r -> r.withMaxBodyBytes(sent.length()))
                .start()) {
            assertThat(post(exact, "/2/httpapi", sent).statusCode()).isEqualTo(200);
            assertThat(post(exact, "/2/httpapi", sent + " ").statusCode()).isEqualTo(413);
        }
    }

    @Test
    void exactly2000Events_areAccepted() throws Exception {
        String[] events = new String[2_000];
        for (int i = 0; i < events.length; i++) {
            events[i] = event("user-" + i, "i");
        }
        assertThat(post(emulator, "/2/httpapi", body(events)).body())
                .startsWith("{\"code\":200,\"events_ingested\":2000,");
        assertThat(emulator.received()).hasSize(2_000);
    }

    private static void assertRefused(HttpResponse<String> response, int status, String body, String reason) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(emulator.received()).isEmpty();
        assertThat(emulator.rejected()).hasSize(1);
        ReceivedRequest rejected = emulator.rejected().get(0);
        assertThat(rejected.status()).isEqualTo(status);
        assertThat(rejected.reason()).contains(reason);
    }
}

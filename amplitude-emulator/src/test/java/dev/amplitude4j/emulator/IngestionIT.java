// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static dev.amplitude4j.emulator.Wire.KEY;
import static dev.amplitude4j.emulator.Wire.body;
import static dev.amplitude4j.emulator.Wire.event;
import static dev.amplitude4j.emulator.Wire.gzip;
import static dev.amplitude4j.emulator.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.store.Counts;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of sound requests: answer, storage, duplicates, clocks, truncation, encodings. */
class IngestionIT {

    private static final long NOW_MILLIS = 1_795_404_600_000L;

    private final TestClock clock = new TestClock();
    private Emulator emulator;

    @BeforeEach
    void start() {
        emulator = Emulator.builder().clock(clock).start();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2/httpapi", "/batch"})
    void soundRequest_isAnsweredToTheLetterAndStoredAsSent(String path) throws Exception {
        String first = "{ \"event_type\":\"Größe\", \"user_id\":\"user-1\",\"time\":1795404599871, "
                + "\"insert_id\":\"a\","
                + "\"event_properties\":{\"list\":[1,2.50,\"ü\"],\"none\":null}}";
        String sent = body(first, event("user-2", "b"));
        HttpResponse<String> answer = post(emulator, path, sent);
        int bytes = sent.getBytes(StandardCharsets.UTF_8).length;
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"code\":200,\"events_ingested\":2,\"payload_size_bytes\":" + bytes
                        + ",\"server_upload_time\":" + NOW_MILLIS + "}");
        assertThat(emulator.received()).extracting(StoredEvent::json).containsExactly(first, event("user-2", "b"));
        assertThat(emulator.received()).extracting(StoredEvent::requestNumber).containsExactly(1L, 1L);
        assertThat(emulator.requests())
                .containsExactly(new ReceivedRequest(1, NOW_MILLIS, path, 200, 2, List.of("a", "b"), true, null));
        assertThat(emulator.rejected()).isEmpty();
    }

    @Test
    void requestWithAllEnvelopeMembersAndAByteOrderMark_isAccepted() throws Exception {
        String event = "{\"event_type\":\"Log Recorded\",\"device_id\":\"host\",\"time\":1795404599871,"
                + "\"event_id\":4182,\"session_id\":-1,\"library\":\"our-client/1.0.0\"}";
        String sent = "\uFEFF{\"request_metadata\":{\"sdk\":{\"x\":[1,{}]}},\"events\":[" + event
                + "],\"options\":{\"min_id_length\":4},\"client_upload_time\":\"2026-11-23T03:30:00.123Z\","
                + "\"api_key\":\""
                + KEY + "\"}";
        assertThat(post(emulator, "/2/httpapi", sent).statusCode()).isEqualTo(200);
        assertThat(emulator.received()).extracting(StoredEvent::json).containsExactly(event);
    }

    @Test
    void emptyEvents_areAccepted() throws Exception {
        String sent = "{\"api_key\":\"" + KEY + "\",\"events\":[]}";
        assertThat(post(emulator, "/2/httpapi", sent).body())
                .isEqualTo("{\"code\":200,\"events_ingested\":0,\"payload_size_bytes\":" + sent.length()
                        + ",\"server_upload_time\":" + NOW_MILLIS + "}");
    }

    @Test
    void sixDigitNumberAsId_isAcceptedAsText() throws Exception {
        post(emulator, "/2/httpapi", body("{\"event_type\":\"x\",\"user_id\":123456}"));
        assertThat(emulator.received()).extracting(StoredEvent::userId).containsExactly("123456");
    }

    @Test
    void groupIdentify_needsNoId() throws Exception {
        String event =
                "{\"event_type\":\"$groupidentify\",\"groups\":{\"org\":\"acme\"},\"group_properties\":{\"a\":1}}";
        assertThat(post(emulator, "/2/httpapi", body(event)).statusCode()).isEqualTo(200);
    }

    @Test
    void oneBadEvent_keepsOutTheWholeRequest() throws Exception {
        post(emulator, "/batch", body(event("user-1", "a"), "{\"event_type\":\"x\"}", event("user-2", "b")));
        assertThat(emulator.received()).isEmpty();
        assertThat(emulator.counts()).isEqualTo(new Counts(1, 1, 3, 0, 0));
        post(emulator, "/batch", body(event("user-1", "a"), event("user-2", "b")));
        assertThat(emulator.counts()).isEqualTo(new Counts(2, 1, 5, 2, 0));
    }

    @Test
    void duplicate_isIgnoredForSevenDaysAndCountsAsIngested() throws Exception {
        String sent = body(event("user-1", "a"), event("user-1", "a"));
        assertThat(post(emulator, "/2/httpapi", sent).body()).contains("\"events_ingested\":2");
        clock.advance(Duration.ofDays(7).minusMillis(1));
        post(emulator, "/batch", body(event("user-1", "a")));
        assertThat(emulator.counts().events()).isEqualTo(1);
        assertThat(emulator.counts().duplicates()).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        post(emulator, "/2/httpapi", body(event("user-1", "a")));
        assertThat(emulator.counts().events()).isEqualTo(2);
    }

    @Test
    void sameInsertId_isNoDuplicateOnAnotherDeviceOrInAnotherProject() throws Exception {
        String onDevice = "{\"event_type\":\"x\",\"device_id\":\"%s\",\"insert_id\":\"a\"}";
        String sent = body(onDevice.formatted("device-1"), onDevice.formatted("device-2"), event("user-1", "a"));
        post(emulator, "/2/httpapi", sent);
        post(emulator, "/2/httpapi", sent.replace(KEY, "e".repeat(32)));
        assertThat(emulator.counts().events()).isEqualTo(6);
    }

    @Test
    void sameEventIdAndTimeOnADevice_isADuplicateOnlyIfAskedFor() throws Exception {
        String event = "{\"event_type\":\"x\",\"device_id\":\"device-1\",\"time\":%d,\"event_id\":%d,"
                + "\"insert_id\":\"%s\"}";
        String sent = body(
                event.formatted(1, 1, "a"),
                event.formatted(1, 1, "b"),
                event.formatted(1, 2, "c"),
                event.formatted(2, 1, "d"));
        post(emulator, "/2/httpapi", sent);
        assertThat(emulator.counts().events()).isEqualTo(4);
        try (Emulator strict = Emulator.builder().deduplicateByEventId(true).start()) {
            post(strict, "/2/httpapi", sent);
            assertThat(strict.received()).extracting(StoredEvent::insertId).containsExactly("a", "c", "d");
        }
    }

    @Test
    void eventsWithoutInsertId_areNeverDuplicates() throws Exception {
        String event = "{\"event_type\":\"x\",\"user_id\":\"user-1\"}";
        post(emulator, "/2/httpapi", body(event, event));
        assertThat(emulator.counts().events()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T03:29:00.000Z, 1000", // 60 s: not more than 60
        "2026-11-23T03:28:59.999Z, 61001",
        "2026-11-23T03:31:00.001Z, -59001",
        "2026-11-23T02:30:00Z, 3601000",
        "not a time, 1000"
    })
    void clockOfTheClient_movesEventsWhenOverAMinuteOff(String uploadTime, long expectedMillis) throws Exception {
        String event = "{\"event_type\":\"x\",\"user_id\":\"user-1\",\"time\":1000}";
        String envelope = "{\"client_upload_time\":\"" + uploadTime + "\",";
        post(emulator, "/2/httpapi", body(event).replaceFirst("\\{", envelope));
        assertThat(emulator.received()).extracting(StoredEvent::eventTimeMillis).containsExactly(expectedMillis);
        assertThat(emulator.received()).extracting(StoredEvent::json).containsExactly(event);
    }

    @Test
    void absentTime_isTheTimeOfArrival() throws Exception {
        post(emulator, "/2/httpapi", body(event("user-1", "a")));
        assertThat(emulator.received()).extracting(StoredEvent::eventTimeMillis).containsExactly(NOW_MILLIS);
    }

    @Test
    void longStrings_areCutTo1024Everywhere() throws Exception {
        String fits = "f".repeat(1_024);
        String pair = "p".repeat(1_023) + "\uD83D\uDE00";
        post(
                emulator,
                "/2/httpapi",
                body("{\"event_type\":\"x\",\"user_id\":\"user-1\",\"event_properties\":{\"fits\":\"" + fits
                        + "\",\"long\":\"" + fits + "x\",\"nested\":{\"list\":[2.50,\"" + fits + "yz\"]},\"pair\":\""
                        + pair + "\"}}"));
        assertThat(emulator.received().get(0).json())
                .isEqualTo("{\"event_type\":\"x\",\"user_id\":\"user-1\",\"event_properties\":{\"fits\":\"" + fits
                        + "\",\"long\":\"" + fits + "\",\"nested\":{\"list\":[2.50,\"" + fits + "\"]},\"pair\":\""
                        + "p".repeat(1_023) + "\"}}");
    }

    @Test
    void fortyLevels_areAccepted() throws Exception {
        String deep = "{\"p\":".repeat(39) + "{}" + "}".repeat(39);
        String event = "{\"event_type\":\"x\",\"user_id\":\"user-1\",\"event_properties\":" + deep + "}";
        assertThat(post(emulator, "/2/httpapi", body(event)).statusCode()).isEqualTo(200);
    }

    @Test
    void gzip_isInflated() throws Exception {
        byte[] compressed = gzip(body(event("user-1", "a")));
        HttpResponse<String> answer = postEncoded("gzip", compressed);
        assertThat(answer.body()).contains("\"events_ingested\":1,\"payload_size_bytes\":" + compressed.length);
        assertThat(emulator.received()).extracting(StoredEvent::json).containsExactly(event("user-1", "a"));
    }

    @Test
    void brokenGzip_isRefusedAsInvalidJson() throws Exception {
        byte[] compressed = gzip(body(event("user-1", "a")));
        for (byte[] broken : List.of(
                Arrays.copyOf(compressed, compressed.length - 12), "not gzip".getBytes(StandardCharsets.US_ASCII))) {
            HttpResponse<String> answer = postEncoded("gzip", broken);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("{\"code\":400,\"error\":\"Invalid JSON request body\"}");
        }
        assertThat(emulator.rejected().get(0).reason()).contains("gzip stream is broken");
    }

    @Test
    void gzipBomb_isRefusedAsTooLarge() throws Exception {
        byte[] bomb = gzip(" ".repeat(33 * 1024 * 1024) + body(event("user-1", "a")));
        assertThat(postEncoded("gzip", bomb).statusCode()).isEqualTo(413);
        assertThat(emulator.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip"})
    void otherEncoding_isRefused(String encoding) throws Exception {
        HttpResponse<String> answer = postEncoded(encoding, gzip(body(event("user-1", "a"))));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":400,\"error\":\"Invalid content encoding\"}");
    }

    private HttpResponse<String> postEncoded(String encoding, byte[] bytes) throws Exception {
        return Wire.send(Wire.request(emulator, "/2/httpapi")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(bytes)));
    }

    @Test
    void tls_worksForAClientThatTrustsTheCertificate() throws Exception {
        try (Emulator secure = Emulator.builder().tls(true).start()) {
            assertThat(secure.url()).startsWith("https://127.0.0.1:");
            secure.certificate().verify(secure.certificate().getPublicKey());
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(secure.clientSslContext())
                    .build();
            for (String host : List.of("127.0.0.1", "localhost")) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("https://" + host + ":" + secure.port() + "/2/httpapi"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body(event("user-1", host))))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
            assertThat(secure.counts().events()).isEqualTo(2);
        }
    }

    @Test
    void reset_forgetsEverything() throws Exception {
        post(emulator, "/2/httpapi", body(event("user-1", "a")));
        emulator.reset();
        assertThat(emulator.received()).isEmpty();
        assertThat(emulator.requests()).isEmpty();
        assertThat(emulator.counts()).isEqualTo(new Counts(0, 0, 0, 0, 0));
        post(emulator, "/2/httpapi", body(event("user-1", "a")));
        assertThat(emulator.received()).hasSize(1);
        assertThat(emulator.requests().get(0).number()).isEqualTo(1);
    }
}

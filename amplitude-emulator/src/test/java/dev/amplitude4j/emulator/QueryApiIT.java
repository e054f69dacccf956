// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static dev.amplitude4j.emulator.Wire.body;
import static dev.amplitude4j.emulator.Wire.event;
import static dev.amplitude4j.emulator.Wire.get;
import static dev.amplitude4j.emulator.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query API and the page, and who is kept out of them. */
class QueryApiIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Emulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = Emulator.builder()
                .clock(new TestClock())
                .allowHost("amplitude.test")
                .start();
        String onDevice = "{\"event_type\":\"Closed\",\"device_id\":\"device 1\",\"insert_id\":\"c\"}";
        post(emulator, "/2/httpapi", body(event("user-1", "a"), event("user-2", "b"), onDevice));
        post(emulator, "/batch", body("{\"event_type\":\"<b>x</b>\"}"));
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'abc'",
        "event_type=Opened, ab",
        "event_type=Opened&user_id=user-2, b",
        "device_id=device%201, c",
        "insert_id=a, a",
        "user_id=nobody, ''",
        "limit=2, bc",
        "limit=0, ''"
    })
    void events_areFiltered(String query, String expectedInsertIds) throws Exception {
        StringBuilder insertIds = new StringBuilder();
        json("/api/events?" + query)
                .get("events")
                .forEach(each ->
                        insertIds.append(each.get("event").get("insert_id").textValue()));
        assertThat(insertIds.toString()).isEqualTo(expectedInsertIds);
    }

    @Test
    void events_tellWhenAndByWhichRequestTheyCame() throws Exception {
        assertThat(get(emulator, "/api/events?insert_id=a").body())
                .isEqualTo("{\"matching\":1,\"events\":[{\"request\":1,\"received_at_millis\":1795404600000,"
                        + "\"event_time_millis\":1795404600000,\"event\":" + event("user-1", "a") + "}]}");
    }

    @Test
    void counts_addUp() throws Exception {
        assertThat(get(emulator, "/api/counts").body())
                .isEqualTo("{\"requests\":2,\"rejected_requests\":1,\"receipts\":4,\"events\":3,\"duplicates\":0}");
    }

    @Test
    void requests_tellWhatBecameOfEach() throws Exception {
        JsonNode requests = json("/api/requests").get("requests");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).toString())
                .contains("\"number\":1", "\"path\":\"/2/httpapi\"", "\"status\":200", "\"events\":3")
                .contains("\"insert_ids\":[\"a\",\"b\",\"c\"]", "\"ingested\":true");
    }

    @Test
    void rejected_tellsTheReasonInWords() throws Exception {
        JsonNode requests = json("/api/rejected").get("requests");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).get("status").intValue()).isEqualTo(400);
        assertThat(requests.get(0).get("reason").textValue()).isEqualTo("events[0]: neither user_id nor device_id");
    }

    @Test
    void properties_areShown() throws Exception {
        String user = "{\"event_type\":\"$identify\",\"user_id\":\"user-1\",\"user_properties\":{\"$set\":{\"a\":1}}}";
        String device = "{\"event_type\":\"$identify\",\"device_id\":\"device-1\",\"user_properties\":{\"b\":2}}";
        String group =
                "{\"event_type\":\"$groupidentify\",\"groups\":{\"org\":\"acme\"},\"group_properties\":{\"c\":3}}";
        post(emulator, "/2/httpapi", body(user, device, group));
        assertThat(get(emulator, "/api/user_properties?user_id=user-1").body()).isEqualTo("{\"a\":1}");
        assertThat(get(emulator, "/api/user_properties?device_id=device-1").body())
                .isEqualTo("{\"b\":2}");
        assertThat(get(emulator, "/api/group_properties?group_type=org&group_name=acme")
                        .body())
                .isEqualTo("{\"c\":3}");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/nothing, 404, no such call: GET /api/nothing",
        "/api/reset, 404, no such call: GET /api/reset",
        "/api/user_properties, 400, the parameter user_id is missing",
        "/api/events?limit=x, 400, limit is not a number: x",
        "/api/events?limit, 400, the parameter \"limit\" has no value"
    })
    void wrongCall_isRefusedWithTheReason(String path, int status, String error) throws Exception {
        HttpResponse<String> answer = get(emulator, path.replace("\"\"", "\""));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(MAPPER.readTree(answer.body()).get("error").textValue()).isEqualTo(error);
    }

    @Test
    void reset_forgetsEverything() throws Exception {
        assertThat(post(emulator, "/api/reset", "").body()).isEqualTo("{\"reset\":true}");
        assertThat(emulator.received()).isEmpty();
        assertThat(emulator.counts().requests()).isZero();
    }

    @Test
    void faults_areSetShownAndCleared() throws Exception {
        String plan =
                "{\"faults\":[{\"status\":503,\"headers\":{\"Retry-After\":\"7\"},\"times\":1,\"path\":\"/batch\","
                        + "\"skip\":0,\"duration_millis\":60000,\"delay_millis\":1,\"trickle_millis\":1,"
                        + "\"truncate_at\":100},"
                        + "{\"status\":403,\"word\":\"DROP TABLE\",\"committing\":true,\"html\":\"<p>no</p>\"},"
                        + "{\"throttling\":true,\"user_id\":\"user-9\"},"
                        + "{\"dropping\":true,\"device_id\":\"device-9\"}]}";
        HttpResponse<String> set = put("/api/faults", plan);
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(emulator.faults()).hasSize(4);
        String shown = get(emulator, "/api/faults").body();
        assertThat(shown).isEqualTo(set.body());
        put("/api/faults", shown);
        assertThat(get(emulator, "/api/faults").body()).isEqualTo(shown);
        HttpResponse<String> disturbed = post(emulator, "/batch", body(event("user-1", "x")));
        assertThat(disturbed.statusCode()).isEqualTo(503);
        assertThat(disturbed.headers().firstValue("Retry-After")).contains("7");
        HttpResponse<String> cleared =
                Wire.send(Wire.request(emulator, "/api/faults").DELETE());
        assertThat(cleared.body()).isEqualTo("{\"faults\":[]}");
        assertThat(emulator.faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"faults\":{}}",
                "{\"faults\":[{\"status\":\"x\"}]}",
                "{\"faults\":[{\"status\":99}]}",
                "{\"faults\":[{\"bogus\":1}]}",
                "{\"faults\":[null]}",
                "{\"faults\":"
            })
    void senselessFaults_areRefused(String plan) throws Exception {
        HttpResponse<String> answer = put("/api/faults", plan);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(emulator.faults()).isEmpty();
    }

    @Test
    void stateChange_needsJson() throws Exception {
        HttpResponse<String> reset = Wire.send(Wire.request(emulator, "/api/reset")
                .setHeader("Content-Type", "text/plain")
                .POST(BodyPublishers.noBody()));
        assertThat(reset.statusCode()).isEqualTo(415);
        HttpResponse<String> faults = Wire.send(Wire.request(emulator, "/api/faults")
                .setHeader("Content-Type", "text/plain")
                .PUT(BodyPublishers.ofString("{\"faults\":[]}")));
        assertThat(faults.statusCode()).isEqualTo(415);
        assertThat(emulator.received()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, evil.example, 403",
        "GET, /api/events, evil.example:80, 403",
        "POST, /api/reset, 127.0.0.1.evil.example, 403",
        "POST, /2/httpapi, evil.example, 403",
        "GET, /api/counts, LOCALHOST:1, 200",
        "GET, /api/counts, 127.0.0.1, 200",
        "GET, /api/counts, [::1]:8080, 200",
        "GET, /api/counts, amplitude.test:8080, 200"
    })
    void host_mustBeALoopbackNameOrAllowed(String method, String path, String host, int status) throws Exception {
        assertThat(rawStatusLine(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void absentHost_isRefused() throws Exception {
        assertThat(rawStatusLine("GET / HTTP/1.0\r\n")).startsWith("HTTP/1.1 403");
    }

    @Test
    void foreignOrigin_isRefused() throws Exception {
        HttpResponse<String> foreign = Wire.send(Wire.request(emulator, "/api/reset")
                .header("Origin", "http://evil.example")
                .POST(BodyPublishers.noBody()));
        assertThat(foreign.statusCode()).isEqualTo(403);
        HttpResponse<String> own = Wire.send(Wire.request(emulator, "/api/counts")
                .header("Origin", emulator.url())
                .GET());
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(own.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void page_showsEventsAndRejectionsEscaped() throws Exception {
        post(emulator, "/batch", body("{\"event_type\":\"<script>alert(1)</script>\",\"user_id\":\"user-1\"}"));
        HttpResponse<String> page = get(emulator, "/");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; frame-ancestors 'none'");
        assertThat(page.body())
                .contains("4 events stored, 0 duplicates ignored; 3 requests with 5 events, 1 requests rejected")
                .contains("events[0]: neither user_id nor device_id", "user-2", "device 1")
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(emulator, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> put(String path, String body) throws IOException, InterruptedException {
        return Wire.send(Wire.request(emulator, path).PUT(BodyPublishers.ofString(body)));
    }

    /** The JDK's client sends no other Host than the true one. */
    private String rawStatusLine(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), emulator.port())) {
            socket.setSoTimeout(10_000);
            String end = "Content-Type: application/json\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write((head + end).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.lines().findFirst().orElseThrow();
        }
    }
}

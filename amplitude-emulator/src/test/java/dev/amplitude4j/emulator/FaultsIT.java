// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static dev.amplitude4j.emulator.Wire.body;
import static dev.amplitude4j.emulator.Wire.event;
import static dev.amplitude4j.emulator.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a request can be met by a fault, and each thing a fault can do. */
class FaultsIT {

    private static final String GOOD = body(event("user-1", "a"));

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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "503 | {\"code\":503,\"error\":\"Injected fault\"}",
                "403 | {\"code\":403,\"error\":\"Forbidden\"}",
                "413 | {\"code\":413,\"error\":\"Payload too large\"}",
                "429 | {\"code\":429,\"error\":\"Too many requests for some devices and users\"}",
            })
    void status_hasABodyThatFits(int status, String expected) throws Exception {
        emulator.faults(Fault.answer(status).build());
        HttpResponse<String> answer = post(emulator, "/2/httpapi", GOOD);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(expected);
        assertThat(emulator.received()).isEmpty();
        assertThat(emulator.requests())
                .extracting(ReceivedRequest::status, ReceivedRequest::insertIds, ReceivedRequest::reason)
                .containsExactly(tuple(status, List.of("a"), "fault: answered " + status));
    }

    @Test
    void htmlEmptyAndContradictingBodies_areSentAsGiven() throws Exception {
        emulator.faults(
                Fault.answer(200).html("<html>Log in</html>").times(1).build(),
                Fault.answer(502).body("").times(1).build(),
                Fault.answer(200).body("{\"code\":400}").times(1).build(),
                Fault.answer(204).times(1).build(),
                Fault.answer(429).header("Retry-After", "7").times(1).build());
        HttpResponse<String> html = post(emulator, "/2/httpapi", GOOD);
        assertThat(html.statusCode()).isEqualTo(200);
        assertThat(html.body()).isEqualTo("<html>Log in</html>");
        assertThat(html.headers().firstValue("Content-Type")).contains("text/html");
        HttpResponse<String> empty = post(emulator, "/2/httpapi", GOOD);
        assertThat(empty.statusCode()).isEqualTo(502);
        assertThat(empty.body()).isEmpty();
        assertThat(post(emulator, "/2/httpapi", GOOD).body()).isEqualTo("{\"code\":400}");
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(204);
        assertThat(post(emulator, "/2/httpapi", GOOD).headers().firstValue("Retry-After"))
                .contains("7");
        assertThat(emulator.received()).isEmpty();
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void pathSkipAndTimes_chooseTheRequests() throws Exception {
        emulator.faults(Fault.answer(503).path("/batch").skip(1).times(2).build());
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of("/2/httpapi", "/batch", "/batch", "/2/httpapi", "/batch", "/batch")) {
            statuses.add(post(emulator, path, GOOD).statusCode());
        }
        assertThat(statuses).containsExactly(200, 200, 503, 200, 503, 200);
    }

    @Test
    void duration_endsOnTheEmulatorsClock() throws Exception {
        emulator.faults(Fault.answer(503).durationMillis(60_000L).build());
        assertThat(post(emulator, "/batch", GOOD).statusCode()).isEqualTo(503);
        clock.advance(Duration.ofMillis(59_999));
        assertThat(post(emulator, "/batch", GOOD).statusCode()).isEqualTo(503);
        clock.advance(Duration.ofMillis(1));
        assertThat(post(emulator, "/batch", GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void word_isFoundInCompressedBodiesToo() throws Exception {
        emulator.faults(Fault.answer(403).word("DROP TABLE").build());
        String bad =
                body("{\"event_type\":\"x\",\"user_id\":\"user-1\",\"event_properties\":{\"q\":\"; DROP TABLE x\"}}");
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(200);
        assertThat(post(emulator, "/2/httpapi", bad).statusCode()).isEqualTo(403);
        HttpResponse<String> compressed = Wire.send(Wire.request(emulator, "/2/httpapi")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(Wire.gzip(bad))));
        assertThat(compressed.statusCode()).isEqualTo(403);
    }

    @Test
    void userAndDevice_chooseTheRequests() throws Exception {
        emulator.faults(
                Fault.answer(500).userId("user-7").build(),
                Fault.answer(504).deviceId("device-7").build());
        String onDevice = "{\"event_type\":\"x\",\"device_id\":\"device-7\"}";
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(200);
        assertThat(post(emulator, "/2/httpapi", body(event("user-1", "b"), event("user-7", "c")))
                        .statusCode())
                .isEqualTo(500);
        assertThat(post(emulator, "/2/httpapi", body(onDevice)).statusCode()).isEqualTo(504);
    }

    @Test
    void throttling_namesTheMatchedIdentityWithItsEvents() throws Exception {
        emulator.faults(
                Fault.throttleUser("user-7").build(),
                Fault.throttleDevice("device-7").build());
        HttpResponse<String> user =
                post(emulator, "/2/httpapi", body(event("user-1", "b"), event("user-7", "c"), event("user-7", "d")));
        assertThat(user.statusCode()).isEqualTo(429);
        assertThat(user.body())
                .isEqualTo("{\"code\":429,\"error\":\"Too many requests for some devices and users\","
                        + "\"eps_threshold\":30,\"throttled_devices\":{},\"throttled_users\":{\"user-7\":31},"
                        + "\"throttled_events\":[1,2]}");
        HttpResponse<String> device =
                post(emulator, "/2/httpapi", body("{\"event_type\":\"x\",\"device_id\":\"device-7\"}"));
        assertThat(device.body()).contains("\"throttled_devices\":{\"device-7\":31},\"throttled_users\":{}");
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void committing_ingestsAndThenAnswersOtherwise() throws Exception {
        emulator.faults(Fault.answer(500).committing(true).times(1).build());
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(500);
        assertThat(emulator.received()).hasSize(1);
        assertThat(emulator.rejected()).isEmpty();
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(200);
        assertThat(emulator.received()).hasSize(1);
        assertThat(emulator.counts().receipts()).isEqualTo(2);
        assertThat(emulator.requests())
                .extracting(ReceivedRequest::insertIds)
                .containsExactly(List.of("a"), List.of("a"));
    }

    @Test
    void dropping_closesTheConnectionBeforeOrAfterTheCommit() throws Exception {
        emulator.faults(
                Fault.dropConnection().times(1).build(),
                Fault.dropConnection().committing(true).times(1).build());
        assertThatThrownBy(() -> post(emulator, "/2/httpapi", GOOD)).isInstanceOf(IOException.class);
        assertThat(emulator.received()).isEmpty();
        assertThatThrownBy(() -> post(emulator, "/2/httpapi", GOOD)).isInstanceOf(IOException.class);
        assertThat(emulator.received()).hasSize(1);
        assertThat(emulator.requests()).extracting(ReceivedRequest::status).containsExactly(0, 0);
        assertThat(emulator.requests()).extracting(ReceivedRequest::ingested).containsExactly(false, true);
    }

    @Test
    void truncating_cutsTheUsualAnswer() {
        emulator.faults(Fault.usualAnswer().truncateAt(10).build());
        assertThatThrownBy(() -> post(emulator, "/2/httpapi", GOOD)).isInstanceOf(IOException.class);
        assertThat(emulator.received()).hasSize(1);
    }

    @Test
    void delay_letsTheClientTimeOutAfterTheCommit() {
        emulator.faults(Fault.usualAnswer().delayMillis(60_000).build());
        assertThatThrownBy(() -> Wire.send(Wire.request(emulator, "/2/httpapi")
                        .timeout(Duration.ofSeconds(2))
                        .POST(BodyPublishers.ofString(GOOD))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(emulator.received()).hasSize(1);
    }

    @Test
    void trickle_sendsTheAnswerByteByByte() throws Exception {
        emulator.faults(Fault.answer(200).body("0123456789").trickleMillis(20).build());
        long before = System.nanoTime();
        assertThat(post(emulator, "/2/httpapi", GOOD).body()).isEqualTo("0123456789");
        assertThat(System.nanoTime() - before)
                .isGreaterThan(Duration.ofMillis(200).toNanos());
    }

    @Test
    void reset_endsAllFaults() throws Exception {
        emulator.faults(Fault.answer(503).build());
        emulator.reset();
        assertThat(emulator.faults()).isEmpty();
        assertThat(post(emulator, "/2/httpapi", GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void senselessFault_isRefused() {
        assertThatThrownBy(() -> Fault.answer(99).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status must be 200 to 599, was 99");
        assertThatThrownBy(() -> Fault.answer(503).times(0).build()).hasMessage("times must be positive, was 0");
        assertThatThrownBy(() -> Fault.usualAnswer().throttling(true).build())
                .hasMessage("throttling needs a user_id or a device_id");
        assertThatThrownBy(() ->
                        Fault.answer(503).header("Retry-After", "7\r\nX: y").build())
                .hasMessageContaining("the header Retry-After cannot be sent");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import static dev.amplitude4j.internal.retry.Fate.DELIVERED;
import static dev.amplitude4j.internal.retry.Fate.PAUSE_DEVICE;
import static dev.amplitude4j.internal.retry.Fate.PAUSE_USER;
import static dev.amplitude4j.internal.retry.Fate.QUOTA_DEVICE;
import static dev.amplitude4j.internal.retry.Fate.REJECTED;
import static dev.amplitude4j.internal.retry.Fate.RESEND;
import static dev.amplitude4j.internal.retry.Fate.SILENCED;
import static dev.amplitude4j.internal.retry.Fate.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.retry.Verdict.Next;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final long NOW_MILLIS = 1_795_404_600_000L;

    private final ResponseReader reader = new ResponseReader(new Redactor(KEY), false);

    @Test
    void confirmation_deliversAll() {
        Verdict verdict = read(200, "{\"code\":200,\"events_ingested\":3,\"payload_size_bytes\":741}", 3);
        assertThat(fates(verdict)).containsOnly(DELIVERED);
        assertThat(verdict.next()).isEqualTo(Next.CONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Welcome to the airport</html>",
                "[]",
                "{\"code\":200",
                "{\"code\":400}",
                "{}",
                "null",
                "200"
            })
    void successWithoutConfirmation_isNotDelivery(String body) {
        Verdict verdict = read(200, body, 2);
        assertThat(fates(verdict)).containsOnly(RESEND);
        assertThat(verdict.next()).isEqualTo(Next.BACK_OFF);
    }

    @Test
    void otherSuccess_isDeliveryOnlyWhereAskedFor() {
        assertThat(fates(read(204, "", 1))).containsOnly(RESEND);
        ResponseReader trusting = new ResponseReader(new Redactor(KEY), true);
        assertThat(fates(trusting.read(answer(204, null, ""), ids(1), false, NOW_MILLIS)))
                .containsOnly(DELIVERED);
    }

    @Test
    void nestedAnswer_doesNotOverflowTheStack() {
        Verdict verdict = read(200, "[".repeat(60_000), 1);
        assertThat(fates(verdict)).containsOnly(RESEND);
    }

    @ParameterizedTest
    @CsvSource({"400", "401"})
    void invalidKey_losesNothingAndAsksForAPerson(int status) {
        Verdict verdict = read(status, "{\"code\":400,\"error\":\"Invalid API key: " + KEY + "\"}", 2);
        assertThat(fates(verdict)).containsOnly(RESEND);
        assertThat(verdict.next()).isEqualTo(Next.CONFIGURATION);
        assertThat(verdict.problem()).contains("Invalid API key").doesNotContain(KEY);
    }

    @Test
    void missingField_isConfiguration() {
        String body = "{\"missing_field\":\"events\",\"code\":400,\"error\":\"Request missing required field\"}";
        assertThat(read(400, body, 2).next()).isEqualTo(Next.CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"events_with_invalid_fields", "events_with_missing_fields", "events_with_invalid_id_lengths"})
    void indexedBadRequest_rejectsThoseAndResendsTheRest(String list) {
        String body = "{\"code\":400,\"error\":\"x\",\"" + list + "\":{\"time\":[0,-1,5000,\"2\"],\"user_id\":[2]}}";
        Verdict verdict = read(400, body, 4);
        assertThat(fates(verdict)).containsExactly(REJECTED, RESEND, REJECTED, RESEND);
        assertThat(verdict.next()).isEqualTo(Next.AT_ONCE);
    }

    @Test
    void silenced_dropsDevicesAndPausesThrottledOnes() {
        String body = "{\"code\":400,\"error\":\"Events silenced for device_id\",\"silenced_devices\":[\"device-1\"],"
                + "\"silenced_events\":[0],\"throttled_events\":[2],\"throttled_devices\":{\"device-2\":100}}";
        assertThat(fates(read(400, body, 4))).containsExactly(SILENCED, SILENCED, PAUSE_DEVICE, RESEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":400,\"error\":\"?\"}", "<html>", ""})
    void unindexedBadRequest_dropsNothing(String body) {
        Verdict verdict = read(400, body, 3);
        assertThat(fates(verdict)).containsOnly(RESEND);
        assertThat(verdict.next()).isEqualTo(body.startsWith("{") ? Next.BISECT : Next.BISECT_LATER);
    }

    @Test
    void firewall_isBisected() {
        Verdict verdict = read(403, "{\"code\":403,\"error\":\"Forbidden\"}", 3);
        assertThat(fates(verdict)).containsOnly(RESEND);
        assertThat(verdict.next()).isEqualTo(Next.BISECT);
    }

    @Test
    void throttledUsers_pauseOnlyThose() {
        Verdict verdict = read(429, "{\"code\":429,\"eps_threshold\":30,\"throttled_users\":{\"user-1\":41}}", 3);
        assertThat(fates(verdict)).containsExactly(RESEND, PAUSE_USER, RESEND);
        assertThat(verdict.next()).isEqualTo(Next.AT_ONCE);
    }

    @Test
    void exceededQuota_pausesTheDevice() {
        Verdict verdict = read(429, "{\"code\":429,\"exceeded_daily_quota_devices\":{\"device-0\":500900}}", 2);
        assertThat(fates(verdict)).containsExactly(QUOTA_DEVICE, RESEND);
    }

    @Test
    void throttledProject_backsOffAll() {
        Verdict verdict = read(429, "{\"code\":429,\"eps_threshold\":30}", 2);
        assertThat(fates(verdict)).containsOnly(RESEND);
        assertThat(verdict.next()).isEqualTo(Next.BACK_OFF);
    }

    @Test
    void tooLarge_asksForSmaller_orGivesASingleEventUp() {
        assertThat(read(413, "", 2).next()).isEqualTo(Next.SMALLER);
        assertThat(fates(read(413, "<html>", 1))).containsExactly(TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"500,true", "502,true", "504,true", "408,true", "503,false", "301,false", "425,false"})
    void otherAnswers_backOffAndLoseNothing(int status, boolean ambiguous) {
        Verdict verdict = read(status, "<html>", 2);
        assertThat(fates(verdict)).containsOnly(RESEND);
        assertThat(verdict.next()).isEqualTo(Next.BACK_OFF);
        assertThat(verdict.isAmbiguous()).isEqualTo(ambiguous);
    }

    @Test
    void failure_isAmbiguousOnceTheBodyStarted() {
        assertThat(reader.readFailure(new IOException("refused"), false, ids(1)).isAmbiguous())
                .isFalse();
        assertThat(reader.readFailure(new IOException("reset"), true, ids(1)).isAmbiguous())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7000",
                "0|0",
                "-5|0",
                "soon|0",
                "1000000000000|300000",
                "Mon, 23 Nov 2026 03:30:07 GMT|7000",
                "Mon, 23 Nov 2026 03:29:00 GMT|0"
            })
    void retryAfter_isAMinimumWaitWithinBounds(String header, long expectedMillis) {
        Verdict verdict = reader.read(answer(503, header, ""), ids(1), false, NOW_MILLIS);
        assertThat(Duration.ofNanos(verdict.minWaitNanos())).isEqualTo(Duration.ofMillis(expectedMillis));
    }

    private Verdict read(int status, String body, int events) {
        return reader.read(answer(status, null, body), ids(events), false, NOW_MILLIS);
    }

    private static UploadResponse answer(int status, String retryAfter, String body) {
        return new UploadResponse(status, retryAfter, body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Fate> fates(Verdict verdict) {
        int events = Arrays.stream(Fate.values()).mapToInt(verdict::count).sum();
        return IntStream.range(0, events).mapToObj(verdict::fate).toList();
    }

    private static EventIds ids(int count) {
        return new EventIds() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public String userId(int index) {
                return "user-" + index;
            }

            @Override
            public String deviceId(int index) {
                return "device-" + index;
            }
        };
    }
}

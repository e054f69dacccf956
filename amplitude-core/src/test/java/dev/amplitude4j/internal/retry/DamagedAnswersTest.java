// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.retry.Verdict.Next;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are cut, mixed up or made to hurt: none escapes as an exception, and none costs an event it does not name. */
class DamagedAnswersTest {

    private static final int EVENTS = 4;
    private static final int ROUNDS = 200;
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private final ResponseReader reader = new ResponseReader(new Redactor(KEY), false);

    static Stream<String> bodies() throws IOException {
        return MarkdownPage.read("docs/answers.md").rows("status").stream()
                .map(row -> row.get(1).replace("`", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void mutations_neverEscape_andDropOnlyWhatMayBeDropped(String body) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damage(body.getBytes(StandardCharsets.UTF_8), random);
            for (int status : new int[] {200, 204, 302, 400, 401, 403, 404, 413, 429, 500, 503, 999}) {
                Verdict verdict = read(status, damaged);
                if (status != 400) {
                    assertThat(verdict.countDropped()).as("seed %d", seed).isZero();
                }
                if (status != 200) {
                    assertThat(verdict.next()).as("seed %d", seed).isNotEqualTo(Next.CONFIRMED);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":200} <html>",
                "{\"code\":200}{\"code\":200}",
                "{\"code\":\"200\"}",
                "{\"code\":200.7}",
                "{\"code\":true}",
                "{\"code\":null}",
                "{\"code\":[200]}",
                "{\"result\":{\"code\":200}}",
                "[{\"code\":200}]",
                "{\"code\":200,\"x\":\u0000}"
            })
    void confirmation_isTheCodeAndNothingElse(String body) {
        assertThat(read(200, body.getBytes(StandardCharsets.UTF_8)).next()).isEqualTo(Next.BACK_OFF);
    }

    @Test
    void invalidUtf8_isNoConfirmation() {
        byte[] body = "{\"code\":200,\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xff;
        assertThat(read(200, body).next()).isEqualTo(Next.BACK_OFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"events_with_invalid_fields\":{\"a\":[", "{\"code\":200,\"a\":[["})
    void deepNesting_doesNotOverflowTheStack(String open) {
        byte[] body = open.repeat(UploadResponse.MAX_BODY_BYTES / open.length()).getBytes(StandardCharsets.UTF_8);
        assertThat(read(400, body).next()).isEqualTo(Next.BISECT_LATER);
        assertThat(read(200, body).next()).isEqualTo(Next.BACK_OFF);
    }

    @ParameterizedTest
    @CsvSource({"60000,BISECT_LATER", "900,BISECT"})
    void hugeNumbers_nameNobody(int digits, Next next) {
        String body = "{\"code\":400,\"events_with_invalid_fields\":{\"time\":[" + "9".repeat(digits) + "]}}";
        assertThat(read(400, body.getBytes(StandardCharsets.UTF_8)).next()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"events_with_invalid_fields\":[0,1]",
                "\"events_with_invalid_fields\":{\"time\":0}",
                "\"events_with_invalid_fields\":{\"time\":{\"0\":1}}",
                "\"events_with_missing_fields\":null",
                "\"silenced_events\":{\"0\":1}",
                "\"silenced_events\":\"0\"",
                "\"silenced_devices\":{\"device-1\":1}",
                "\"silenced_devices\":[1,null,[\"device-1\"]]",
                "\"missing_field\":null",
                "\"missing_field\":\"\"",
                "\"error\":null",
                "\"error\":{\"text\":\"Invalid API key\"}",
                "\"events_with_bad_karma\":{\"time\":[0]}"
            })
    void wrongTypes_nameNobody(String member) {
        Verdict verdict = read(400, ("{\"code\":400," + member + "}").getBytes(StandardCharsets.UTF_8));
        assertThat(verdict.countDropped()).isZero();
        assertThat(verdict.next()).isEqualTo(Next.BISECT);
    }

    @ParameterizedTest
    @CsvSource({"400,200", "429,400", "500,200", "413,200", "403,429"})
    void codeThatContradictsTheStatus_changesNothing(int status, int code) {
        byte[] plain = "{}".getBytes(StandardCharsets.UTF_8);
        byte[] contradicting = ("{\"code\":" + code + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(read(status, contradicting).next())
                .isEqualTo(read(status, plain).next());
    }

    @Test
    void namedFields_countMoreThanAMissingField() {
        String body = "{\"missing_field\":\"event_type\",\"events_with_missing_fields\":{\"event_type\":[3]}}";
        Verdict verdict = read(400, body.getBytes(StandardCharsets.UTF_8));
        assertThat(verdict.next()).isEqualTo(Next.AT_ONCE);
        assertThat(verdict.countDropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "5", "\"3\"", "4.0", "null", "99999999999999999999"})
    void eventsIngested_thatCannotBe_areIgnored(String count) {
        byte[] body = ("{\"code\":200,\"events_ingested\":" + count + "}").getBytes(StandardCharsets.UTF_8);
        Verdict verdict = read(200, body);
        assertThat(verdict.next()).isEqualTo(Next.CONFIRMED);
        assertThat(verdict.shortfall()).isZero();
    }

    private Verdict read(int status, byte[] body) {
        return reader.read(new UploadResponse(status, null, body), new SomeEvents(), false, 0);
    }

    private static byte[] damage(byte[] body, Random random) {
        byte[] damaged = Arrays.copyOf(body, random.nextInt(3) == 0 ? random.nextInt(body.length + 1) : body.length);
        for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static final class SomeEvents implements EventIds {
        @Override
        public int count() {
            return EVENTS;
        }

        @Override
        public String userId(int index) {
            return List.of("user-0", "user-1", "user-2", "user-3").get(index);
        }

        @Override
        public String deviceId(int index) {
            return index == 3 ? null : "device-" + index;
        }
    }
}

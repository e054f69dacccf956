// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.ChildProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row S15, the parser alone: bodies of real answers, damaged in every way, and every status. */
class ResponseReaderFuzzTest {

    private static final String[] BODIES = {
        "{\"code\":200,\"events_ingested\":10,\"payload_size_bytes\":50,\"server_upload_time\":1396381378123}",
        "{\"code\":400,\"error\":\"Request missing required field\",\"missing_field\":\"api_key\"}",
        "{\"code\":400,\"events_with_invalid_fields\":{\"time\":[3,4,7]},\"events_with_missing_fields\":{\"a\":[1]}}",
        "{\"code\":400,\"silenced_devices\":[\"device-3\"],\"silenced_events\":[5],\"error\":\"" + AnswerFuzzer.KEY
                + "\"}",
        "{\"code\":429,\"eps_threshold\":30,\"throttled_users\":{\"user-7\":32},\"throttled_events\":[3,4,7]}",
        "{\"code\":429,\"exceeded_daily_quota_devices\":{\"device-2\":500001},\"throttled_devices\":{}}",
        "{\"code\":413,\"error\":\"Payload too large\"}",
        "<html>\r\n<head><title>502 Bad Gateway</title></head></html>"
    };
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "-1",
        "1e999",
        "99999999999999999999",
        "\\u0000",
        "\ud800",
        "[[[[[[[["
    };

    @Test
    void damagedAnswers_areJudgedWithoutAnException_scaled() {
        fuzz(Duration.ofSeconds(2));
    }

    @Test
    @Tag("faults")
    void damagedAnswersForAMinute_areJudgedWithoutAnException() {
        fuzz(Duration.ofSeconds(60));
    }

    /** A fuzzer that watches which branches an answer takes, in a JVM of its own: it changes the classes that it runs. */
    @Test
    @Tag("faults")
    void answersByJazzerForAMinute_areJudgedWithoutAnException(@TempDir Path folder) throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (int i = 0; i < BODIES.length; i++) {
            int status = i == 0 ? 200 : 400 + 13 * (i % 3);
            Files.write(corpus.resolve("body" + i), AnswerFuzzer.input(status, BODIES[i]));
        }
        try (ChildProcess jazzer = new ChildProcess(
                folder,
                "com.code_intelligence.jazzer.Jazzer",
                List.of("-Xmx512m"),
                "--target_class=" + AnswerFuzzer.class.getName(),
                "--instrumentation_includes=dev.amplitude4j.internal.retry.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=60",
                corpus.toString())) {
            jazzer.awaitEnd(Duration.ofMinutes(3));
            String end = jazzer.err()
                    .lines()
                    .filter(line -> line.startsWith("Done "))
                    .findFirst()
                    .orElse(jazzer.err());
            System.out.println("Jazzer: " + end);
            assertThat(jazzer.exitCode()).as(jazzer.err()).isZero();
            assertThat(end).matches("Done \\d{4,} runs in 6\\d second\\(s\\)");
        }
    }

    private static void fuzz(Duration time) {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long endNanos = System.nanoTime() + time.toNanos();
        int answers = 0;
        for (; System.nanoTime() - endNanos < 0; answers++) {
            int status = random.nextInt(10) == 0
                    ? random.nextInt(1_000)
                    : 100 * (2 + random.nextInt(4)) + random.nextInt(30);
            String retryAfter = random.nextInt(3) == 0 ? damaged(random, "120") : null;
            String body = damaged(random, BODIES[random.nextInt(BODIES.length)]);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            AnswerFuzzer.check(
                    status, retryAfter, bytes, random.nextBoolean(), "seed " + seed + ": " + status + " " + body);
        }
        System.out.println(answers + " answers");
    }

    private static String damaged(Random random, String text) {
        StringBuilder body = new StringBuilder(text);
        for (int i = random.nextInt(6); i > 0 && body.length() > 0; i--) {
            int at = random.nextInt(body.length());
            switch (random.nextInt(4)) {
                case 0 -> body.setCharAt(at, (char) random.nextInt(0x3000));
                case 1 -> body.delete(at, Math.min(body.length(), at + random.nextInt(20)));
                case 2 -> body.setLength(at);
                default -> body.insert(at, PIECES[random.nextInt(PIECES.length)].repeat(1 + random.nextInt(50)));
            }
        }
        return body.toString();
    }
}

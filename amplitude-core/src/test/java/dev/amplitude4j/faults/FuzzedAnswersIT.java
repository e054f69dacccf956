// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.awaitility.Awaitility.await;

import dev.amplitude4j.AmplitudeClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row S15: answers out of a hat, status by headers by body, to one client after the other. */
@Execution(ExecutionMode.CONCURRENT)
class FuzzedAnswersIT {

    private static final int CLIENTS_AT_ONCE = 8;
    private static final String CONFIRMED_CODE = "\"code\":200";
    private static final int[] STATUSES = {
        200, 200, 201, 204, 302, 304, 400, 400, 400, 401, 403, 404, 408, 413, 429, 429, 500, 502, 503, 504, 599
    };
    private static final String[] BODIES = {
        "",
        "null",
        "<html><body>502 Bad Gateway</body></html>",
        "{\"code\":400,\"error\":\"Request missing required field\",\"missing_field\":\"api_key\"}",
        "{\"code\":400,\"error\":\"Invalid API key: " + Trial.KEY + "\"}",
        "{\"code\":400,\"events_with_invalid_fields\":{\"time\":[0,3,-1,49,50,2147483648,1e3,\"2\",null,[1],{}]}}",
        "{\"code\":400,\"events_with_missing_fields\":[1],\"silenced_events\":{\"a\":2}}",
        "{\"code\":400,\"silenced_devices\":[\"device-of-user-00001\",7,null],\"silenced_events\":[5,6]}",
        "{\"code\":429,\"throttled_users\":{\"user-00001\":31},\"throttled_devices\":[],\"throttled_events\":[0,1,2,99]}",
        "{\"code\":429,\"exceeded_daily_quota_users\":{\"user-00002\":500001},\"eps_threshold\":30}",
        "{\"code\":200,\"events_ingested\":50,\"payload_size_bytes\":1,\"server_upload_time\":1}",
        "{\"code\":413,\"error\":\"Payload too large\"}"
    };
    private static final String[] HEADERS = {
        "",
        "Retry-After: 1\r\n",
        "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
        "Retry-After: -5\r\nRetry-After: soon\r\n",
        "Content-Type: text/html; charset=utf-7\r\n",
        "Content-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Connection: close\r\n",
        "Location: http://127.0.0.1:1/\r\n",
        "WWW-Authenticate: Basic realm=x\r\n",
        "Set-Cookie: \u0001=\u00ff\r\n"
    };

    @Test
    void s15_randomAnswers_breakNoLaw_scaled() throws Exception {
        fuzz(Duration.ofSeconds(10));
    }

    @Test
    @Tag("faults")
    void s15_randomAnswersForAMinute_breakNoLaw() throws Exception {
        fuzz(Duration.ofSeconds(60));
    }

    /** Seeds that once broke something. */
    static LongStream regressions() throws IOException {
        try (var seeds = FuzzedAnswersIT.class.getResourceAsStream("seeds.txt")) {
            return new String(seeds.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .mapToLong(Long::parseLong);
        }
    }

    @ParameterizedTest
    @MethodSource("regressions")
    void s15_seedsThatOnceBrokeSomething_breakNothing(long seed) throws Exception {
        oneClient(seed);
    }

    private static void fuzz(Duration time) throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        long endNanos = System.nanoTime() + time.toNanos();
        AtomicLong clients = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS_AT_ONCE);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < CLIENTS_AT_ONCE; i++) {
            runs.add(threads.submit(() -> {
                while (System.nanoTime() - endNanos < 0) {
                    oneClient(seed + clients.getAndIncrement());
                }
                return null;
            }));
        }
        threads.shutdown();
        for (Future<?> run : runs) {
            run.get();
        }
        System.out.println("S15, seed " + seed + ": " + clients + " clients");
    }

    private static void oneClient(long seed) throws Exception {
        Random random = new Random(seed);
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> answer(random, out));
                Trial trial = new Trial("S15, client " + seed)) {
            trial.proxy().target(server.port());
            WatchedTransport transport = Trial.watched(Duration.ofMillis(500));
            AmplitudeClient client = trial.start(trial.settings()
                    .transport(transport)
                    .requestTimeout(Duration.ofMillis(500))
                    .uploadInterval(Duration.ofMillis(10)));
            trial.log(50);
            client.flush(Duration.ofMillis(TimeUnit.SECONDS.toMillis(1) / (1 + random.nextInt(4))));
            trial.proxy().target(trial.emulator().port());
            trial.proxy().resetAll();
            // A shutdown tries what waits once: an answer of before must not make it wait again.
            await().until(() -> isQuiet(client, transport));
            trial.log(10);
            trial.judgeAfterShutdown(Duration.ofSeconds(60));
        }
    }

    private static boolean isQuiet(AmplitudeClient client, WatchedTransport transport) {
        long settled = client.stats().requests().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return transport.underWay() == 0 && settled == transport.attempts().size();
    }

    /** Anything but a confirmation: the emulator, which judges, would not have the events. */
    private static boolean answer(Random random, OutputStream out) throws IOException {
        int status = random.nextInt(8) == 0 ? 100 + random.nextInt(900) : STATUSES[random.nextInt(STATUSES.length)];
        String body = body(random);
        if (status == 200 && body.contains(CONFIRMED_CODE)) {
            status = 202;
        }
        int length = random.nextInt(6) == 0 ? random.nextInt(2 * body.length() + 1) : body.length();
        String headers = HEADERS[random.nextInt(HEADERS.length)] + HEADERS[random.nextInt(HEADERS.length)];
        String head = random.nextInt(30) == 0
                ? "junk " + random.nextLong() + "\r\n"
                : String.format(Locale.ROOT, "HTTP/1.%d %d Any\r\n", random.nextInt(2), status);
        String lengthHeader = random.nextInt(8) == 0 ? "" : "Content-Length: " + length + "\r\n";
        out.write((head + headers + lengthHeader + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return random.nextInt(3) > 0;
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder(BODIES[random.nextInt(BODIES.length)]);
        int changes = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
        for (int i = 0; i < changes && body.length() > 0; i++) {
            int at = random.nextInt(body.length());
            switch (random.nextInt(3)) {
                case 0 -> body.setCharAt(at, (char) random.nextInt(256));
                case 1 -> body.deleteCharAt(at);
                default -> body.insert(at, BODIES[random.nextInt(BODIES.length)]);
            }
        }
        return body.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.result.Stats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows S12 and S14: answers that no sound server gives, broken on the wire. */
@Execution(ExecutionMode.CONCURRENT)
class BrokenAnswersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final String CONFIRMATION = "{\"code\":200,\"events_ingested\":50}";
    private static final String SECOND_ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: " + CONFIRMATION.length() + "\r\n\r\n" + CONFIRMATION;
    private static final Map<String, ScriptedSocketServer.Answer> NO_CONFIRMATIONS = new TreeMap<>();

    static {
        NO_CONFIRMATIONS.put("HTML", ok("", "<html><body>Please log in</body></html>"));
        NO_CONFIRMATIONS.put("nothing", ok("", ""));
        NO_CONFIRMATIONS.put("an array", ok("", "[]"));
        NO_CONFIRMATIONS.put("cut JSON", ok("", "{\"code\":200"));
        NO_CONFIRMATIONS.put("another code", ok("", "{\"code\":400}"));
        NO_CONFIRMATIONS.put("a code of another type", ok("", "{\"code\":[200]}"));
        NO_CONFIRMATIONS.put("204", ScriptedSocketServer.text("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"));
        NO_CONFIRMATIONS.put(
                "202",
                ScriptedSocketServer.text(
                        "HTTP/1.1 202 Accepted\r\nConnection: close\r\nContent-Length: 12\r\n\r\n{\"code\":200}"));
        NO_CONFIRMATIONS.put("gzip", ok("Content-Encoding: gzip\r\n", gzipBomb()));
        NO_CONFIRMATIONS.put("invalid UTF-8", ok("", "{\"code\":\377\376200}"));
        NO_CONFIRMATIONS.put("NUL", ok("", "{\"code\":200}\0".replace("{", "\0{")));
        NO_CONFIRMATIONS.put("depth 100,000", ok("", "[".repeat(100_000)));
        NO_CONFIRMATIONS.put("deep members", ok("", "{\"code\":".repeat(7_000)));
        NO_CONFIRMATIONS.put("a body that breaks off", out -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"code\":200}");
            return false;
        });
        NO_CONFIRMATIONS.put("no HTTP", out -> {
            write(out, "SSH-2.0-OpenSSH_9.6\r\n");
            return false;
        });
    }

    @TempDir
    Path folder;

    static List<String> noConfirmations() {
        return List.copyOf(NO_CONFIRMATIONS.keySet());
    }

    @ParameterizedTest
    @MethodSource("noConfirmations")
    void s12_whatIsNoConfirmation_deliversNothing_andLosesNothing(String name) throws Exception {
        unconfirmed("S12, " + name, NO_CONFIRMATIONS.get(name));
    }

    @Test
    void s12_endlessBody_costsLittle() throws Exception {
        AtomicLong written = new AtomicLong();
        unconfirmed("S12, endless body", out -> {
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
            while (true) {
                write(out, chunk);
                written.addAndGet(0x100000);
            }
        });
        // 64 KiB of each are read; the rest is what the kernel's and the proxy's buffers hold.
        assertThat(written.get()).isLessThan(100_000_000);
    }

    @Test
    void s12_endlessHeaders_costLittle() throws Exception {
        AtomicLong written = new AtomicLong();
        unconfirmed("S12, endless headers", out -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            String header = "X-Header: " + "x".repeat(8_000) + "\r\n";
            while (true) {
                write(out, header);
                written.addAndGet(header.length());
            }
        });
        assertThat(written.get()).isLessThan(100_000_000);
    }

    /** The server's part is played by a script for one attempt or more, then by the emulator. */
    private static void unconfirmed(String row, ScriptedSocketServer.Answer answer) throws Exception {
        try (ScriptedSocketServer server = new ScriptedSocketServer(answer);
                Trial trial = new Trial(row)) {
            trial.proxy().target(server.port());
            trial.start(trial.settings().requestTimeout(DEADLINE).uploadInterval(Duration.ofSeconds(10)));
            trial.log(50);
            var unused = trial.client().flush();
            await().atMost(PATIENCE)
                    .until(() -> !trial.client().stats().requests().isEmpty());
            assertThat(trial.client().stats().delivered()).as(trial.about()).isZero();
            assertThat(trial.client().stats().pending()).as(trial.about()).isEqualTo(50);
            trial.proxy().target(trial.emulator().port());
            Stats stats = trial.judgeNothingLost();
            long elsewhere = server.bodies.stream()
                    .mapToLong(body -> body.split("\"insert_id\"", -1).length - 1)
                    .sum();
            trial.assertEveryAttemptReceived(stats, elsewhere);
            assertThat(stats.traffic().workerErrors()).as(trial.about()).isZero();
        }
    }

    @Test
    void s14_http10() throws InterruptedException {
        odd("HTTP/1.0", head -> head.replace("HTTP/1.1", "HTTP/1.0"), body -> body);
    }

    @Test
    void s14_connectionClose() throws InterruptedException {
        odd("Connection: close", head -> head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"), body -> body);
    }

    @Test
    void s14_informationalAnswersFirst() throws InterruptedException {
        String informational = String.join(
                "\r\n\r\n",
                List.of(
                        "HTTP/1.1 100 Continue",
                        "HTTP/1.1 103 Early Hints\r\nLink: </x>",
                        "HTTP/1.1 100 Continue",
                        ""));
        odd("100 Continue", head -> informational + head, body -> body);
    }

    @Test
    void s14_secondAnswerThatNobodyAskedFor() throws InterruptedException {
        odd("two answers", head -> head, body -> body + SECOND_ANSWER);
    }

    @Test
    void s14_secondAnswerThatNobodyAskedFor_overTls() throws Exception {
        String pem = TlsDoorway.writeAuthority(folder);
        try (Trial trial = new Trial("S14, two answers over TLS")) {
            trial.proxy().doorway(TlsDoorway.trusted());
            odd(
                    trial,
                    trial.settings()
                            .serverUrl("https://127.0.0.1:" + trial.proxy().port())
                            .trustedCertificates(pem),
                    head -> head,
                    body -> body + SECOND_ANSWER);
        }
    }

    @Test
    void s14_contentLengthTooShort() throws InterruptedException {
        odd("Content-Length too short", head -> head.replaceAll("(?i)(content-length: )\\d+", "$19"), body -> body);
    }

    @Test
    void s14_contentLengthTooLong() throws InterruptedException {
        odd("Content-Length too long", head -> head.replaceAll("(?i)(content-length: )\\d+", "$19999"), body -> body);
    }

    /**
     * The emulator's own answers, made odd on the way, while every second request is refused: an answer that was taken for that
     * of another request would confirm events that the emulator does not have.
     */
    private static void odd(String name, UnaryOperator<String> head, UnaryOperator<String> body)
            throws InterruptedException {
        try (Trial trial = new Trial("S14, " + name)) {
            odd(trial, trial.settings(), head, body);
        }
    }

    private static void odd(
            Trial trial, AmplitudeClient.Builder settings, UnaryOperator<String> head, UnaryOperator<String> body)
            throws InterruptedException {
        trial.start(settings.requestTimeout(Duration.ofSeconds(1))
                .maxParallelUploads(1)
                .uploadInterval(Duration.ofSeconds(10)));
        trial.proxy().downstream(Toxics.rewrite(text -> {
            int end = text.startsWith("HTTP/1.1") ? text.indexOf("\r\n\r\n") + 4 : 0;
            String content = text.substring(end);
            return (end > 0 ? head.apply(text.substring(0, end)) : "")
                    + (content.endsWith("}") ? body.apply(content) : content);
        }));
        for (int i = 0; i < 3; i++) {
            trial.emulator()
                    .faults(
                            Fault.usualAnswer().times(1).build(),
                            Fault.answer(503).times(1).build());
            trial.log(50);
            trial.client().flush(Duration.ofSeconds(2));
            trial.log(50);
            trial.client().flush(Duration.ofSeconds(2));
        }
        trial.emulator().faults(List.of());
        trial.proxy().heal();
        trial.proxy().resetAll();
        Stats stats = trial.judgeNothingLost();
        System.out.println(trial.about() + ": " + stats);
    }

    private static ScriptedSocketServer.Answer ok(String headers, String body) {
        return ScriptedSocketServer.text("HTTP/1.1 200 OK\r\nConnection: close\r\n" + headers + "Content-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    /** A confirmation, could one but read it: 60 KB that become 60 MB. */
    private static String gzipBomb() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write("{\"code\":200".getBytes(StandardCharsets.US_ASCII));
            byte[] spaces = " ".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 60; i++) {
                gzip.write(spaces);
            }
            gzip.write('}');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}

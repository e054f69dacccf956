// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.faults.ScriptedSocketServer;
import dev.amplitude4j.internal.AmplitudeThread;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportIT {

    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Duration LATEST = DEADLINE.multipliedBy(5);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"code\":200}";

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final OkHttpTransport transport = transport(Duration.ofSeconds(20));
    private final OkHttpTransport hasty = transport(DEADLINE);

    @AfterEach
    void close() {
        transport.close();
        hasty.close();
    }

    @Test
    void request_isPlainJsonWithItsLength() throws Exception {
        try (ScriptedSocketServer server = new ScriptedSocketServer(ScriptedSocketServer.text(OK))) {
            UploadResponse answer = send(server, "{}").get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).asString().isEqualTo("{\"code\":200}");
            assertThat(server.heads.get(0))
                    .startsWith("POST /2/httpapi HTTP/1.1\r\n")
                    .contains("Content-Type: application/json\r\n", "Content-Length: 2\r\n")
                    .contains("Accept-Encoding: identity\r\n")
                    .doesNotContain("Content-Encoding");
            assertThat(server.bodies).containsExactly("{}");
        }
    }

    @Test
    void connections_areKept() throws Exception {
        try (ScriptedSocketServer server = new ScriptedSocketServer(ScriptedSocketServer.text(OK))) {
            for (int i = 0; i < 20; i++) {
                send(server, "{}").get();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirects_areNotFollowed(int status) throws Exception {
        try (ScriptedSocketServer other = new ScriptedSocketServer(ScriptedSocketServer.text(OK));
                ScriptedSocketServer server = new ScriptedSocketServer(ScriptedSocketServer.text("HTTP/1.1 " + status
                        + " Moved\r\nLocation: " + other.url() + "\r\nContent-Length: 0\r\n\r\n"))) {
            assertThat(send(server, "{}").get().status()).isEqualTo(status);
            assertThat(other.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 421, 503})
    void answersThatAskForARepetition_areNotRepeatedHere(int status) throws Exception {
        String answer = "HTTP/1.1 " + status + " Again\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedSocketServer server = new ScriptedSocketServer(ScriptedSocketServer.text(answer))) {
            UploadResponse response = send(server, "{}").get();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.retryAfter()).isEqualTo("0");
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void droppedConnection_isNotRepeatedHere_andIsAmbiguous() throws Exception {
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> false)) {
            assertThat(failure(send(server, "{}")).bodyStarted()).isTrue();
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void refusedConnection_isCertainNonDelivery() throws Exception {
        ScriptedSocketServer gone = new ScriptedSocketServer(out -> false);
        gone.close();
        assertThat(failure(send(gone, "{}")).bodyStarted()).isFalse();
    }

    @Test
    void endlessBody_isReadUpTo64KiBOnly() throws Exception {
        byte[] block = "x".repeat(256 * 1024).getBytes(StandardCharsets.US_ASCII);
        CompletableFuture<Long> written = new CompletableFuture<>();
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            long bytes = 0;
            try {
                while (true) {
                    chunk(out, block);
                    bytes += block.length;
                }
            } finally {
                written.complete(bytes);
            }
        })) {
            assertThat(send(server, "{}").get().body()).hasSize(64 * 1024);
            // What the kernel's buffers hold was written, too, but a client that reads on takes tens of megabytes.
            assertThat(written.get(60, TimeUnit.SECONDS)).isLessThan(12_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // headers never come
                "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n", // headers, then silence
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx" // a body that stalls
            })
    void stalledAnswer_endsAtTheDeadline(String beginning) throws Exception {
        CountDownLatch testEnded = new CountDownLatch(1);
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            testEnded.await();
            return false;
        })) {
            assertThat(BestRound.of(LATEST, round -> untilGivenUp(server))).isBetween(DEADLINE, LATEST);
        } finally {
            testEnded.countDown();
        }
    }

    @Test
    void trickledAnswer_endsAtTheDeadline() throws Exception {
        CountDownLatch testEnded = new CountDownLatch(1);
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!testEnded.await(50, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
            return false;
        })) {
            assertThat(BestRound.of(LATEST, round -> untilGivenUp(server))).isBetween(DEADLINE, LATEST);
        } finally {
            testEnded.countDown();
        }
    }

    private Duration untilGivenUp(ScriptedSocketServer server) throws InterruptedException {
        return BestRound.time(() -> assertThat(
                        failure(send(hasty, server.url(), "{}")).bodyStarted())
                .isTrue());
    }

    @Test
    void sockets_haveNoDelay() throws Exception {
        try (Socket socket = new NoDelaySocketFactory().createSocket()) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void threads_areDaemonsWithoutALoader_andEndAfterClose() throws Exception {
        try (ScriptedSocketServer server = new ScriptedSocketServer(ScriptedSocketServer.text(OK))) {
            send(server, "{}").get();
            assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
            assertThat(threads).allMatch(thread -> thread.getContextClassLoader() == null);
            transport.close();
            await().atMost(Duration.ofSeconds(30)).until(() -> threads.stream().noneMatch(Thread::isAlive));
            assertThatThrownBy(() -> send(server, "{}")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void failureOnAKeptConnection_isTold_andTheNextAttemptMakesANewOne() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> {
            // The second request, on the connection of the first, meets its end.
            return requests.incrementAndGet() != 2
                    && ScriptedSocketServer.text(OK).write(out);
        })) {
            send(server, "{}").get();
            UploadFailure failure = failure(send(server, "{}"));
            assertThat(failure.onKeptConnection()).isTrue();
            assertThat(failure.bodyStarted()).isTrue();
            assertThat(send(server, "{}").get().status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.heads).hasSize(3);
        }
    }

    @Test
    void failureOnANewConnection_isNotTakenForOneOfAKeptOne() throws Exception {
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> false)) {
            assertThat(failure(send(server, "{}")).onKeptConnection()).isFalse();
        }
    }

    @Test
    void answerThatBreaksOff_isNotTakenForAKeptConnectionsEnd() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> ScriptedSocketServer.text(
                                requests.incrementAndGet() == 1 ? OK : "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
                        .write(out)
                && requests.get() == 1)) {
            send(server, "{}").get();
            assertThat(failure(send(server, "{}")).onKeptConnection()).isFalse();
        }
    }

    @Test
    void answerThatNobodyAskedFor_isNotTakenForTheNext() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedSocketServer server = new ScriptedSocketServer(out -> ScriptedSocketServer.text(
                        requests.incrementAndGet() == 1 ? OK + OK : OK.replace("200 OK", "503 No"))
                .write(out))) {
            assertThat(send(server, "{}").get().status()).isEqualTo(200);
            assertThat(failure(send(server, "{}")).onKeptConnection()).isTrue();
            assertThat(send(server, "{}").get().status()).isEqualTo(503);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.heads).hasSize(2);
        }
    }

    @Test
    void attemptGivenUpInABlockedNameLookUp_isCertainNonDelivery() throws Exception {
        CountDownLatch testEnded = new CountDownLatch(1);
        OkHttpTransport blocked = transport.lookingUpNamesAt(name -> {
            try {
                testEnded.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(InetAddress.getLoopbackAddress());
        });
        try (ScriptedSocketServer server = new ScriptedSocketServer(ScriptedSocketServer.text(OK))) {
            CompletableFuture<UploadResponse> answer =
                    send(blocked, "http://name.example:" + server.port() + "/2/httpapi", "{}");
            answer.cancel(true);
            assertThat(failure(answer).bodyStarted()).isFalse();
            testEnded.countDown();
            blocked.close();
            await().until(() -> threads.stream().noneMatch(Thread::isAlive));
            assertThat(server.heads).isEmpty();
        } finally {
            testEnded.countDown();
            blocked.close();
        }
    }

    private OkHttpTransport transport(Duration requestTimeout) {
        return new OkHttpTransport(requestTimeout, requestTimeout, 4, recording(AmplitudeThread.factory("test-http")));
    }

    private ThreadFactory recording(ThreadFactory factory) {
        return work -> {
            Thread thread = factory.newThread(work);
            threads.add(thread);
            return thread;
        };
    }

    private CompletableFuture<UploadResponse> send(ScriptedSocketServer server, String json) {
        return send(transport, server.url(), json);
    }

    private static CompletableFuture<UploadResponse> send(Transport by, String url, String json) {
        return by.send(new TextRequest(url, json));
    }

    private static UploadFailure failure(CompletableFuture<UploadResponse> answer) throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(UploadFailure.class);
            return (UploadFailure) e.getCause();
        }
        throw new AssertionError("an answer came");
    }

    private static void chunk(OutputStream out, byte[] block) throws IOException {
        out.write((Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(block);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}

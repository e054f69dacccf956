// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;
import dev.amplitude4j.transport.UploadResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are away or busy: how often they are asked, and how quickly all is well again. Virtual time. */
class OutageRowsTest {

    private final long seed = System.nanoTime();
    private final List<Duration> requests = new ArrayList<>();
    private final ScriptedServer server = new ScriptedServer(ids -> confirmed());
    private final VirtualClient client = new VirtualClient(server, seed);

    @AfterEach
    void law_holds() {
        client.assertLaw(server);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 503})
    void outageOfAnHour_costsFewRequests_andRecoveryIsQuick(int status) {
        become(status == 0 ? null : answer(status, ""));
        offer(16_000);
        client.pass(Duration.ofHours(1));
        assertThat(requests.size()).as("seed %d", seed).isBetween(90, 200);
        // Four at once count as one failure, and five failures open the circuit.
        assertThat(server.requestSizes.subList(20, requests.size())).allMatch(size -> size <= 10);
        requests.clear();
        become(confirmed());
        client.pass(Duration.ofSeconds(61));
        Duration recovery = requests.get(requests.size() - 1).minus(requests.get(0));
        assertThat(recovery).isLessThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(client.pending()).isZero();
        assertThat(new HashSet<>(server.taken)).hasSize(16_000);
        // The probe of ten events, two more half open, and a tenth above the least that carries all.
        assertThat(requests.size()).isLessThanOrEqualTo(3 + 16 + 2);
    }

    @ParameterizedTest
    @CsvSource({"408,true", "425,false", "500,true", "502,true", "503,false", "504,true", "302,false", "404,false"})
    void twentyTimes_ambiguousAttemptsAreCountedApart(int status, boolean ambiguous) {
        int[] calls = new int[1];
        server.become(ids -> ++calls[0] <= 20 ? answer(status, "") : confirmed());
        offer(10);
        client.pass(Duration.ofHours(6));
        assertThat(server.taken).hasSize(10);
        assertThat(client.traffic().ambiguousAttempts()).isEqualTo(ambiguous ? 200 : 0);
        assertThat(client.traffic().attempts()).isEqualTo(210);
        assertThat(client.traffic().retries()).isEqualTo(200);
        assertThat(client.ledger.requests()).containsEntry(status, 20L).containsEntry(200, 1L);
        assertThat(server.uploadTimes).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7000",
                "Mon, 23 Nov 2026 03:30:08 GMT|7000",
                "Mon, 23 Nov 2026 03:29:00 GMT|100",
                "-5|100",
                "0|100",
                "1000000000000|300000",
                "soon|100",
                "7\\r\\nX: y|100"
            })
    void throttledProject_waitsAsLongAsItIsTold(String retryAfter, long leastMillis) {
        int[] calls = new int[1];
        server.become(ids -> {
            requests.add(client.now());
            return ++calls[0] == 1 ? new UploadResponse(429, retryAfter, new byte[0]) : confirmed();
        });
        offer(10);
        client.pass(Duration.ofMinutes(6));
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).minus(requests.get(0)))
                .isBetween(Duration.ofMillis(leastMillis), Duration.ofMinutes(5));
    }

    @Test
    void throttledProject_isTriedAfterGrowingPauses() {
        become(answer(429, "{\"code\":429,\"eps_threshold\":30}"));
        offer(100);
        client.pass(Duration.ofHours(1));
        assertThat(requests.size()).as("seed %d", seed).isBetween(90, 200);
        become(confirmed());
        client.pass(Duration.ofSeconds(61));
        assertThat(client.pending()).isZero();
    }

    @Test
    void fewerIngestedThanSent_isCountedAndNotSentAgain() {
        become(answer(200, "{\"code\":200,\"events_ingested\":97}"));
        offer(100);
        client.pass(Duration.ofSeconds(5));
        assertThat(server.requestSizes).containsExactly(100);
        assertThat(client.ledger.delivered()).isEqualTo(100);
        assertThat(client.traffic().ingestedShortfall()).isEqualTo(3);
        assertThat(client.reports)
                .extracting(UploadReport::problem)
                .containsExactly("confirmed, but Amplitude counts 3 fewer");
    }

    @Test
    void attemptThatItsTransportForgets_isGivenUp_andItsLateAnswerIgnored() {
        become(ScriptedServer.SILENCE);
        offer(10);
        client.pass(Duration.ofSeconds(31));
        assertThat(requests).hasSize(1);
        become(confirmed());
        client.pass(Duration.ofSeconds(10));
        assertThat(client.ledger.delivered()).isEqualTo(10);
        assertThat(client.traffic().ambiguousAttempts()).isEqualTo(10);
        server.unanswered.get(0).complete(confirmed());
        client.pass(Duration.ofSeconds(10));
        assertThat(client.ledger.delivered()).isEqualTo(10);
        assertThat(client.ledger.requests()).containsEntry(0, 1L).containsEntry(200, 1L);
    }

    @Test
    void attemptUnderWayAtTheEnd_isReportedAsGivenUp() {
        become(ScriptedServer.SILENCE);
        offer(10);
        client.pass(Duration.ofSeconds(2));
        client.queue.close();
        client.stop();
        assertThat(client.pending()).isZero();
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN_NO_SPOOL, 10L));
        assertThat(client.reports).extracting(UploadReport::problem).containsExactly("given up at the end");
        assertThat(server.unanswered).allMatch(CompletableFuture::isCancelled);
    }

    private void become(UploadResponse always) {
        server.become(ids -> {
            requests.add(client.now());
            return always;
        });
    }

    private void offer(int events) {
        for (int n = 0; n < events; n++) {
            client.offer("user" + n % 500, n);
        }
    }
}

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

    /** As OkHttp with TLS does at its first request on a busy machine: its own clock begins after that. */
    @Test
    void transportThatNeedsLongToBegin_hasItsWholeDeadlineAfterwards() {
        server.become(ids -> {
            client.takeLong(Duration.ofSeconds(20));
            return ScriptedServer.SILENCE;
        });
        offer(10);
        client.pass(Duration.ofSeconds(25));
        client.pass(Duration.ofSeconds(25));
        assertThat(server.unanswered).hasSize(1);
        server.unanswered.get(0).complete(confirmed());
        client.pass(Duration.ofSeconds(1));
        assertThat(client.ledger.delivered()).isEqualTo(10);
        assertThat(client.traffic().ambiguousAttempts()).isZero();
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

    @Test
    void failureDuringTheEnd_isTriedAgainWhileTimeRemains_andNotInALoop() {
        become(answer(503, ""));
        offer(10);
        client.pass(Duration.ofMinutes(10));
        requests.clear();
        client.hurry();
        client.pass(Duration.ofMillis(4_500));
        // Each pause is drawn from 100 ms to 1 s.
        assertThat(requests.size()).as("seed %d", seed).isBetween(5, 45);
        become(confirmed());
        client.pass(Duration.ofSeconds(1));
        assertThat(client.pending()).isZero();
    }

    @Test
    void waitThatTheServerAskedFor_outlastsAnswersToEarlierRequests() {
        become(ScriptedServer.SILENCE);
        // Until users of three stripes were met, each of which has a request of its own under way.
        for (int n = 0; requests.size() < 3; n++) {
            client.offer("user" + n, n);
            client.pass(Duration.ofSeconds(2));
        }
        server.unanswered.get(0).complete(new UploadResponse(429, "20", new byte[0]));
        client.pass(Duration.ofMillis(1));
        server.unanswered.get(1).complete(new UploadResponse(503, "1", new byte[0]));
        server.unanswered.get(2).complete(confirmed());
        Duration throttled = client.now();
        become(confirmed());
        client.pass(Duration.ofSeconds(30));
        assertThat(client.pending()).isZero();
        assertThat(requests.get(3).minus(throttled)).isGreaterThanOrEqualTo(Duration.ofMillis(19_999));
    }

    @Test
    void requestsTooLargeForTheirDeadline_becomeSmaller_andGrowAgain() {
        server.become(ids -> {
            requests.add(client.now());
            return lastBodyBytes() > 600_000 ? ScriptedServer.SILENCE : confirmed();
        });
        for (int n = 0; n < 4_000; n++) {
            client.offer("user_id", "user" + n % 500, n, 850);
        }
        client.pass(Duration.ofMinutes(10));
        assertThat(client.pending()).as("seed %d", seed).isZero();
        // Four at once learn it together; then each carries half as much.
        assertThat(server.unanswered).hasSizeLessThanOrEqualTo(8);
        assertThat(requests.size()).as("seed %d", seed).isLessThanOrEqualTo(30);
    }

    @Test
    void serverThatStopsAnswering_makesRequestsNoSmallerThanHalf() {
        become(ScriptedServer.SILENCE);
        for (int n = 0; n < 4_000; n++) {
            client.offer("user_id", "user" + n % 500, n, 850);
        }
        client.pass(Duration.ofMinutes(30));
        requests.clear();
        become(confirmed());
        client.pass(Duration.ofMinutes(3));
        assertThat(client.pending()).isZero();
        assertThat(requests.size()).as("seed %d", seed).isLessThanOrEqualTo(15);
    }

    private long lastBodyBytes() {
        return server.bodyLengths.get(server.bodyLengths.size() - 1);
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

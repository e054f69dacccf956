// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.NO_NAMES;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.upload.Destination;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.transport.UploadResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused requests: what they cost, and that nothing is dropped without proof. Rows S3 to S7 in virtual time. */
class RefusalRowsTest {

    private static final String UNREADABLE = "{\"code\":400,\"error\":\"Invalid JSON request body\"}";

    private final long seed = System.nanoTime();
    private final ScriptedServer server = new ScriptedServer(ids -> confirmed());
    private VirtualClient client = new VirtualClient(server, seed);

    @AfterEach
    void law_holds() {
        client.assertLaw(server);
    }

    @Test
    void serverThatNamesAll_costsTwoRequests() {
        server.become(ids -> naming(ids, Integer.MAX_VALUE));
        offer(100, 10);
        client.pass(Duration.ofSeconds(1));
        assertThat(server.requestSizes).containsExactly(1_000, 993);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 7L));
        assertThat(client.ledger.delivered()).isEqualTo(993);
    }

    @Test
    void serverThatNamesTheFirst_costsOneRequestForEach() {
        server.become(ids -> naming(ids, 1));
        offer(100, 10);
        client.pass(Duration.ofSeconds(1));
        assertThat(server.requestSizes).containsExactly(1_000, 999, 998, 997, 996, 995, 994, 993);
        assertThat(client.ledger.delivered()).isEqualTo(993);
    }

    @Test
    void serverThatNamesTheFirst_ofVeryMany_isBisectedAfterTenRounds() {
        server.become(ids -> {
            int bad = firstOf(ids, id -> Integer.parseInt(id.substring(id.indexOf('#') + 1)) == 9);
            return bad < 0 ? confirmed() : answer(400, refusal(List.of(bad)));
        });
        offer(100, 10);
        client.pass(Duration.ofMinutes(1));
        assertThat(server.requestSizes.subList(0, 11))
                .isEqualTo(List.of(1_000, 999, 998, 997, 996, 995, 994, 993, 992, 991, 990));
        assertThat(server.requestSizes.get(11)).isBetween(490, 500);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 100L));
        assertThat(client.ledger.delivered()).isEqualTo(900);
        assertThat(client.traffic().bisectRequests()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Bad Request</html>"})
    void proxyThatRefusesEverythingForAMinute_costsFewRequests_andNoEvent(String body) {
        server.become(ids -> answer(400, body));
        for (int second = 0; second < 60; second++) {
            offer(100, 10, 10 * second);
            client.pass(Duration.ofSeconds(1));
        }
        assertThat(server.requestSizes.size()).isLessThanOrEqualTo(15);
        assertThat(client.dropped()).isZero();
        server.become(ids -> confirmed());
        client.pass(Duration.ofSeconds(61));
        assertThat(new HashSet<>(server.taken)).hasSize(60_000);
        assertThat(client.notices).contains(Notice.REFUSES_EVERYTHING);
    }

    @Test
    void proxyThatRefusesForAMoment_costsThreeTries_andNoSearch() {
        int[] calls = new int[1];
        server.become(ids -> ++calls[0] <= 3 ? answer(400, "<html>") : confirmed());
        offer(10, 10);
        client.pass(Duration.ofSeconds(20));
        assertThat(server.requestSizes).containsExactly(100, 100, 100, 100);
        assertThat(client.traffic().bisectRequests()).isZero();
    }

    @Test
    void invalidKeyForAMinute_costsFewRequests_andIsNeverShown() {
        server.become(ids -> answer(400, "{\"code\":400,\"error\":\"Invalid API key: " + VirtualClient.KEY + "\"}"));
        for (int second = 0; second < 60; second++) {
            offer(10, 10, 10 * second);
            client.pass(Duration.ofSeconds(1));
        }
        assertThat(server.requestSizes.size()).isLessThanOrEqualTo(10);
        assertThat(client.dropped()).isZero();
        assertThat(client.reports)
                .allSatisfy(report -> assertThat(report.toString())
                        .contains("Invalid API key")
                        .doesNotContain(VirtualClient.KEY));
        server.become(ids -> confirmed());
        client.pass(Duration.ofMinutes(5));
        assertThat(new HashSet<>(server.taken)).hasSize(6_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 407, 410, 415})
    void wrongUrl_isTriedAfterAMinute_laterAQuarterOfAnHour_andLosesNothing(int status) {
        List<Duration> tries = new ArrayList<>();
        server.become(ids -> {
            tries.add(client.now());
            return answer(status, "");
        });
        offer(10, 10);
        client.pass(Duration.ofHours(10));
        assertThat(tries.get(1).minus(tries.get(0))).isEqualTo(Duration.ofMinutes(1));
        for (int i = 1; i < tries.size(); i++) {
            assertThat(tries.get(i).minus(tries.get(i - 1))).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(15));
        }
        assertThat(client.dropped()).isZero();
        server.become(ids -> confirmed());
        client.pass(Duration.ofMinutes(16));
        assertThat(server.taken).hasSize(100);
    }

    @Test
    void limitLowerThanBelieved_costsFewRequests_andOneEventTooLarge() {
        server.become(
                ids -> lastBodyBytes() > 200_000 ? answer(413, "<html>Request Entity Too Large</html>") : confirmed());
        client.offer("user_id", "huge", 0, 300_000);
        for (int n = 0; n < 2_000; n++) {
            client.offer("user_id", "user" + n % 100, n, 2_000);
        }
        client.pass(Duration.ofMinutes(1));
        long optimum = 2_000 * 2_080 / 200_000 + 1;
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.TOO_LARGE_413, 1L));
        assertThat(client.ledger.delivered()).isEqualTo(2_000);
        assertThat((long) server.requestSizes.size()).isLessThanOrEqualTo(4 * optimum);
        assertThat(client.reports)
                .filteredOn(report -> report.dropped() == 1)
                .singleElement()
                .satisfies(report -> assertThat(report.problem()).matches("status 413, at 30\\d{4} bytes"));
    }

    @Test
    void limitLearnt_growsByATenthAfterTenConfirmations_upToWhatIsConfigured() {
        int configured = 90_000;
        client = new VirtualClient(
                server, seed, 1_000, configured, UploadLimits.builder(1_000, configured), VirtualClient.httpV2());
        int[] confirmations = new int[1];
        server.become(ids -> {
            boolean refuses = confirmations[0] == 0 && lastBodyBytes() > 20_000;
            confirmations[0] += refuses ? 0 : 1;
            return refuses ? answer(413, "") : confirmed();
        });
        for (int n = 0; n < 38_000; n++) {
            client.offer("user_id", "user", n, 200);
        }
        client.pass(Duration.ofMinutes(1));
        assertThat(client.pending()).isZero();
        int refusals = server.bodyLengths.size() - confirmations[0];
        assertThat(refusals).isEqualTo(3);
        long limit = (server.bodyLengths.get(refusals - 1) + 1) / 2;
        assertThat(limit).isBetween(11_000L, 11_250L);
        List<Long> sizes = server.bodyLengths.subList(refusals, server.bodyLengths.size());
        for (int i = 0; i + 10 < sizes.size(); i += 10) {
            // One event is 275 bytes long; a batch that was cut up ends in a smaller request.
            assertThat(Collections.max(sizes.subList(i, i + 10)))
                    .as("after %d confirmations", i)
                    .isBetween(limit - 300, limit);
            limit = Math.min(configured, limit + limit / 10);
        }
        assertThat(limit).isEqualTo(configured);
    }

    @Test
    void compressionThatAProxyBreaks_isSwitchedOff_once() {
        client = gzipClient();
        server.become(ids -> lastWasCompressed() ? answer(400, UNREADABLE) : confirmed());
        offer(10, 10);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.requestSizes).containsExactly(100, 100);
        offer(10, 10, 10);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.compressed).containsExactly(true, false, false);
        assertThat(client.notices).containsExactly(Notice.COMPRESSION_OFF);
    }

    @Test
    void compressionThatAProxyBreaks_isSwitchedOff_thoughAnOutageCutsTheRequestUp() {
        client = gzipClient();
        server.become(ids -> lastWasCompressed() ? answer(400, UNREADABLE) : answer(503, ""));
        offer(10, 20);
        client.pass(Duration.ofMinutes(10));
        server.become(ids -> lastWasCompressed() ? answer(400, UNREADABLE) : confirmed());
        client.pass(Duration.ofMinutes(2));
        assertThat(client.pending()).isZero();
        assertThat(client.notices).containsExactly(Notice.COMPRESSION_OFF);
    }

    @Test
    void compressionThatIsNotToBlame_staysOn() {
        client = gzipClient();
        server.become(ids -> ids.contains("user3#5") ? answer(400, UNREADABLE) : confirmed());
        offer(10, 10);
        client.pass(Duration.ofSeconds(2));
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 1L));
        offer(10, 10, 10);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.compressed.get(server.compressed.size() - 1)).isTrue();
        assertThat(client.notices).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,21", "3,61", "50,1001"})
    void poisonByTheHundred_delaysOthersByNoSearch(int poisonous, int maxRequests) {
        server.become(ids -> ids.stream().anyMatch(id -> id.startsWith("bad")) ? answer(400, NO_NAMES) : confirmed());
        for (int n = 0; n < poisonous; n++) {
            client.offer("bad" + n, n);
        }
        offer(100, (1_000 - poisonous) / 100);
        client.pass(Duration.ofMillis(1_100));
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, (long) poisonous));
        assertThat(client.pending()).isZero();
        assertThat(server.requestSizes.size()).isLessThanOrEqualTo(maxRequests);
    }

    private VirtualClient gzipClient() {
        Destination gzip = Destination.httpV2(VirtualClient.envelope("/2/httpapi", true), null);
        return new VirtualClient(server, seed, 1_000, 900_000, UploadLimits.builder(1_000, 900_000), gzip);
    }

    private long lastBodyBytes() {
        return server.bodyLengths.get(server.bodyLengths.size() - 1);
    }

    private boolean lastWasCompressed() {
        return server.compressed.get(server.compressed.size() - 1);
    }

    private void offer(int users, int each) {
        offer(users, each, 0);
    }

    private void offer(int users, int each, int from) {
        for (int n = from; n < from + each; n++) {
            for (int user = 0; user < users; user++) {
                client.offer("user" + user, n);
            }
        }
    }

    /** Refuses the last event of users 0 to 6, and names so many of them, with some nonsense beside. */
    private static UploadResponse naming(List<String> ids, int most) {
        List<Object> bad = new ArrayList<>();
        for (int i = 0; i < ids.size() && bad.size() < most; i++) {
            if (ids.get(i).matches("user[0-6]#9")) {
                bad.add(i);
            }
        }
        if (bad.isEmpty()) {
            return confirmed();
        }
        bad.addAll(List.of(-1, 5_000, "\"0\""));
        return answer(400, refusal(bad));
    }

    private static String refusal(List<?> indices) {
        return "{\"code\":400,\"error\":\"x\",\"events_with_invalid_fields\":{\"time\":" + indices + "}}";
    }

    private static int firstOf(List<String> ids, Predicate<String> bad) {
        for (int i = 0; i < ids.size(); i++) {
            if (bad.test(ids.get(i))) {
                return i;
            }
        }
        return -1;
    }
}

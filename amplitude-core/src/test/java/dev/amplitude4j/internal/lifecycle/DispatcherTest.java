// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.CONFIRMED;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.NO_NAMES;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {

    private final long seed = System.nanoTime();
    private final ScriptedServer server = new ScriptedServer(ids -> answer(200, CONFIRMED));
    private VirtualClient client = new VirtualClient(server, seed);

    @AfterEach
    void law_holds() {
        client.assertLaw(server);
    }

    @Test
    void firstEvent_waitsForTheIntervalAndNoLonger() {
        offer(1, 1);
        client.pass(Duration.ofMillis(999));
        assertThat(server.requestSizes).isEmpty();
        client.pass(Duration.ofMillis(1));
        assertThat(server.requestSizes).containsExactly(1);
        assertThat(client.pending()).isZero();
    }

    @Test
    void eventsOfManyUsers_shareOneRequest() {
        offer(100, 3);
        client.pass(Duration.ofSeconds(1));
        assertThat(server.requestSizes).containsExactly(300);
    }

    @Test
    void wakeUps_areForTheFirstEventAndForSeals() {
        offer(100, 1);
        assertThat(client.wakeUps()).isEqualTo(1);
        client.pass(Duration.ofSeconds(1));
        offer(1, 2_000);
        assertThat(client.wakeUps()).isEqualTo(1 + 1 + 2);
    }

    @Test
    void fullBatch_leavesAtOnce() {
        offer(1, 1_000);
        client.pass(Duration.ZERO.plusNanos(1));
        assertThat(server.requestSizes).containsExactly(1_000);
    }

    @Test
    void flush_doesNotWaitForTheInterval_andTellsTheOutcome() {
        offer(10, 2);
        var watch = client.flush();
        offer(1, 1);
        client.pass(Duration.ofNanos(1));
        assertThat(watch).isCompleted();
        assertThat(client.ledger.progress(watch).orElseThrow().delivered()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void outageOfAnHour_costsFewRequests_andRecoveryIsQuick() {
        server.become(ids -> null);
        offer(500, 6);
        client.pass(Duration.ofHours(1));
        assertThat(server.requestSizes.size()).as("seed %d", seed).isBetween(90, 200);
        assertThat(server.requestSizes.subList(20, 40)).allMatch(size -> size <= 10);
        server.become(ids -> answer(200, CONFIRMED));
        int before = server.requestSizes.size();
        client.pass(Duration.ofSeconds(61));
        assertThat(client.pending()).isZero();
        assertThat(new HashSet<>(server.taken)).hasSize(3_000);
        assertThat(server.requestSizes.size() - before).isLessThanOrEqualTo(6);
    }

    @Test
    void longOutage_holdsNoMoreHeapThanItsEventsNeed() {
        server.become(ids -> null);
        long before = usedHeap();
        for (int second = 0; second < 10_000; second++) {
            offer(8, 1, second);
            if (second % 10 == 0) {
                Future<?> unused = client.flush();
            }
            client.pass(Duration.ofSeconds(1));
        }
        long held = usedHeap() - before;
        assertThat(client.pending()).isEqualTo(80_000);
        assertThat(held).isLessThan(client.budget.usedBytes() + (8 << 20));
    }

    @Test
    void order_holdsPerUserThroughFailures() {
        int[] calls = new int[1];
        server.become(ids -> ++calls[0] % 3 == 0 ? answer(200, CONFIRMED) : answer(503, ""));
        for (int round = 0; round < 50; round++) {
            offer(20, 5, round * 5);
            client.pass(Duration.ofMillis(700));
        }
        client.pass(Duration.ofHours(1));
        assertThat(server.taken).hasSize(20 * 250);
        assertInOrder(server.taken);
    }

    @Test
    void invalidKey_losesNothingAndProbesEveryFiveMinutes() {
        server.become(ids -> answer(400, "{\"code\":400,\"error\":\"Invalid API key: " + VirtualClient.KEY + "\"}"));
        offer(100, 1);
        client.pass(Duration.ofMinutes(21));
        assertThat(server.requestSizes).hasSizeBetween(4, 6);
        assertThat(server.requestSizes.subList(1, 4)).allMatch(size -> size <= 10);
        assertThat(client.dropped()).isZero();
        server.become(ids -> answer(200, CONFIRMED));
        client.pass(Duration.ofMinutes(5));
        assertThat(server.taken).hasSize(100);
    }

    @Test
    void payloadTooLarge_isHalvedUntilItFits_andOneTooLargeAloneIsDropped() {
        server.become(ids -> ids.size() > 130 || ids.contains("user7#3") ? answer(413, "") : answer(200, CONFIRMED));
        offer(100, 10);
        client.pass(Duration.ofMinutes(10));
        assertThat(server.taken).hasSize(999).doesNotContain("user7#3");
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.TOO_LARGE_413, 1L));
    }

    @Test
    void indexedRefusals_costOneMoreRequest() {
        server.become(ids -> {
            List<Integer> bad = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                if (ids.get(i).endsWith("#13")) {
                    bad.add(i);
                }
            }
            return bad.isEmpty()
                    ? answer(200, CONFIRMED)
                    : answer(
                            400,
                            "{\"code\":400,\"error\":\"x\",\"events_with_invalid_fields\":{\"time\":" + bad + "}}");
        });
        offer(7, 100);
        client.pass(Duration.ofSeconds(1));
        assertThat(server.requestSizes).containsExactly(700, 693);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 7L));
        assertInOrder(server.taken);
    }

    @ParameterizedTest
    @CsvSource({"1,21", "3,61", "50,1001"})
    void unindexedRefusal_isBisected_andOnlyTheGuiltyAreDropped(int poisonous, int maxRequests) {
        Set<String> poison = new HashSet<>();
        Random random = new Random(seed);
        while (poison.size() < poisonous) {
            poison.add("user" + random.nextInt(100) + "#" + random.nextInt(10));
        }
        server.become(ids -> ids.stream().anyMatch(poison::contains) ? answer(400, NO_NAMES) : answer(200, CONFIRMED));
        offer(100, 10);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.taken).as("seed %d", seed).hasSize(1_000 - poisonous).doesNotContainAnyElementsOf(poison);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, (long) poisonous));
        assertThat(server.requestSizes.size()).isLessThanOrEqualTo(maxRequests);
        assertInOrder(server.taken);
    }

    @Test
    void poison_doesNotHoldUpOthers() {
        server.become(ids -> ids.contains("user0#0") ? answer(403, "") : answer(200, CONFIRMED));
        offer(1, 1);
        client.pass(Duration.ofSeconds(1));
        assertThat(client.pending()).isEqualTo(1);
        offer(50, 1, 1);
        client.pass(Duration.ofSeconds(5));
        assertThat(server.taken).hasSize(50);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void serverThatRefusesEverything_costsFewRequests_andLosesNothing(int status) {
        server.become(ids -> answer(status, ""));
        for (int second = 0; second < 60; second++) {
            offer(100, 10, 10 * second);
            client.pass(Duration.ofSeconds(1));
        }
        assertThat(server.requestSizes.size()).isLessThanOrEqualTo(15);
        assertThat(client.dropped()).isZero();
        server.become(ids -> answer(200, CONFIRMED));
        client.pass(Duration.ofMinutes(6));
        assertThat(new HashSet<>(server.taken)).hasSize(60_000);
        assertThat(client.pending()).isZero();
    }

    @Test
    void runOfPoisonAtTheHead_doesNotHideWhatIsGood() {
        server.become(
                ids -> ids.stream().anyMatch(id -> number(id) < 500) ? answer(400, NO_NAMES) : answer(200, CONFIRMED));
        offer(1, 1_500);
        client.pass(Duration.ofMinutes(10));
        assertThat(server.taken).hasSize(1_000);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 500L));
    }

    @Test
    void outageDuringABisection_losesNothing() {
        int[] calls = new int[1];
        server.become(ids -> ++calls[0] % 4 == 0
                ? answer(503, "")
                : ids.contains("user5#5") ? answer(400, NO_NAMES) : answer(200, CONFIRMED));
        offer(100, 10);
        client.pass(Duration.ofMinutes(30));
        assertThat(server.taken).as("seed %d", seed).hasSize(999);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.REJECTED_400, 1L));
        assertInOrder(server.taken);
    }

    @Test
    void stopDuringABisection_settlesEverything() {
        server.become(ids -> answer(400, ""));
        offer(10, 10);
        client.pass(Duration.ofSeconds(70));
        client.queue.close();
        client.stop();
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN_NO_SPOOL, 100L));
    }

    @Test
    void throttledUser_isSetAside_othersGoOn_orderHolds() {
        Map<String, Duration> hotUntil = new HashMap<>(Map.of("user3", Duration.ofSeconds(20)));
        server.become(ids -> {
            boolean hot = ids.stream().anyMatch(id -> id.startsWith("user3#"))
                    && client.now().compareTo(hotUntil.get("user3")) < 0;
            return hot
                    ? answer(429, "{\"code\":429,\"eps_threshold\":30,\"throttled_users\":{\"user3\":41}}")
                    : answer(200, CONFIRMED);
        });
        offer(100, 5);
        client.pass(Duration.ofMillis(1_001));
        assertThat(server.requestSizes).containsExactly(500, 495);
        for (int round = 1; round < 10; round++) {
            offer(100, 5, 5 * round);
            client.pass(Duration.ofSeconds(1).plusMillis(1));
        }
        Set<String> usersTaken = server.taken.stream().map(DispatcherTest::user).collect(Collectors.toSet());
        assertThat(usersTaken).hasSize(99);
        assertThat(server.taken).hasSize(99 * 50);
        client.pass(Duration.ofMinutes(2));
        assertThat(server.taken).hasSize(5_000);
        assertInOrder(server.taken);
    }

    @Test
    void maxUploadAttempts_endsARow() {
        client = new VirtualClient(
                server, seed, UploadLimits.builder(1_000, 900_000).maxAttempts(3));
        server.become(ids -> answer(503, ""));
        offer(10, 1);
        client.pass(Duration.ofMinutes(5));
        assertThat(server.requestSizes).hasSize(3);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.ATTEMPTS_EXHAUSTED, 10L));
    }

    @Test
    void requests_keepToTheirByteLimit() {
        client = new VirtualClient(
                server, seed, 1_000, 5_000, UploadLimits.builder(1_000, 5_000), VirtualClient.httpV2());
        offer(50, 20);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.taken).hasSize(1_000);
        assertThat(server.bodyLengths).allMatch(length -> length <= 5_000);
    }

    @Test
    void stop_dropsWhatIsLeft_counted() {
        server.become(ids -> null);
        offer(10, 10);
        client.pass(Duration.ofSeconds(3));
        client.queue.close();
        client.stop();
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.SHUTDOWN_NO_SPOOL, 100L));
        assertThat(client.pending()).isZero();
        assertThat(client.offer("user1", 1)).isEqualTo(LogResult.CLOSED);
    }

    private void offer(int users, int each) {
        offer(users, each, 0);
    }

    private void offer(int users, int each, int from) {
        for (int n = from; n < from + each; n++) {
            for (int user = 0; user < users; user++) {
                assertThat(client.offer("user" + user, n)).isEqualTo(LogResult.ACCEPTED);
            }
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void assertInOrder(List<String> taken) {
        Map<String, Integer> last = new HashMap<>();
        for (String id : taken) {
            Integer before = last.put(user(id), number(id));
            assertThat(before == null || before < number(id))
                    .as("%s after #%s", id, before)
                    .isTrue();
        }
    }

    private static int number(String insertId) {
        return Integer.parseInt(insertId.substring(insertId.indexOf('#') + 1));
    }

    private static String user(String insertId) {
        return insertId.substring(0, insertId.indexOf('#'));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.confirmed;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.throttled;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.upload.Destination;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.result.DropReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of users and devices that Amplitude throttles or silences, and of everybody else meanwhile. Virtual time. */
class HotIdentityTest {

    private static final int LIMIT_PER_30_SECONDS = 900;

    private final long seed = System.nanoTime();
    private final ScriptedServer server = new ScriptedServer(ids -> confirmed());
    private VirtualClient client = new VirtualClient(server, seed);

    @AfterEach
    void law_holds() {
        client.assertLaw(server);
    }

    @Test
    void hotUserAmongAThousand_delaysNobody_andIsDrainedAtTheRate() {
        Deque<Duration> hotTaken = new ArrayDeque<>();
        List<Duration> hotTimes = new ArrayList<>();
        Map<String, Duration> offered = new HashMap<>();
        server.become(ids -> {
            long hot = ids.stream().filter(id -> id.startsWith("user0#")).count();
            while (!hotTaken.isEmpty() && hotTaken.peek().plusSeconds(30).compareTo(client.now()) <= 0) {
                hotTaken.poll();
            }
            if (hot > 0 && hotTaken.size() + hot > LIMIT_PER_30_SECONDS) {
                return throttled("user0");
            }
            for (String id : ids) {
                if (id.startsWith("user0#")) {
                    hotTaken.add(client.now());
                    hotTimes.add(client.now());
                } else {
                    assertThat(client.now().minus(offered.get(id))).isLessThanOrEqualTo(Duration.ofMillis(1_100));
                }
            }
            return confirmed();
        });
        for (int second = 0; second < 60; second++) {
            for (int n = 0; n < 200; n++) {
                client.offer("user0", 200 * second + n);
            }
            for (int user = 1; user <= 800; user++) {
                client.offer("user" + user, second);
                offered.put("user" + user + "#" + second, client.now());
            }
            client.pass(Duration.ofSeconds(1));
        }
        client.pass(Duration.ofMinutes(1));
        assertThat(server.taken.stream().filter(id -> !id.startsWith("user0#"))).hasSize(48_000);
        assertThat(client.traffic().pausedNow()).isEqualTo(client.pending()).isPositive();
        client.pass(Duration.ofMinutes(10));
        assertThat(hotTimes).hasSize(12_000);
        assertThat(client.pending()).isZero();
        for (int i = LIMIT_PER_30_SECONDS; i < hotTimes.size(); i++) {
            Duration window = hotTimes.get(i).minus(hotTimes.get(i - LIMIT_PER_30_SECONDS));
            assertThat(window).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        }
        server.assertInOrder();
    }

    @Test
    void dailyQuota_isProbedHourly_losesNothing_andConcernsNobodyElse() {
        List<Duration> probes = new ArrayList<>();
        server.become(ids -> {
            if (ids.stream().noneMatch(id -> id.startsWith("user3#"))) {
                return confirmed();
            }
            probes.add(client.now());
            return answer(429, "{\"code\":429,\"exceeded_daily_quota_users\":{\"user3\":500900}}");
        });
        for (int minute = 0; minute < 179; minute++) {
            for (int user = 0; user < 10; user++) {
                client.offer("user" + user, minute);
            }
            client.pass(Duration.ofMinutes(1));
            assertThat(client.pending()).isEqualTo(minute + 1);
        }
        assertThat(probes).hasSize(3);
        assertThat(client.dropped()).isZero();
        server.become(ids -> confirmed());
        client.pass(Duration.ofHours(1).plusMinutes(1));
        assertThat(client.pending()).isZero();
        server.assertInOrder();
    }

    @Test
    void throttledAgain_restsTwiceAsLong_upToFiveMinutes() {
        List<Duration> tries = new ArrayList<>();
        server.become(ids -> {
            tries.add(client.now());
            return throttled("user0");
        });
        client.offer("user0", 1);
        client.pass(Duration.ofMinutes(30));
        List<Long> rests = new ArrayList<>();
        for (int i = 1; i < 7; i++) {
            rests.add(tries.get(i).minus(tries.get(i - 1)).toSeconds());
        }
        assertThat(rests).containsExactly(30L, 60L, 120L, 240L, 300L, 300L);
    }

    @Test
    void throttledAfterItWasTakenAgain_restsAsLongAsTheFirstTime() {
        List<Duration> refused = new ArrayList<>();
        server.become(ids -> {
            String refusedNext = refused.isEmpty() ? "user0#0" : "user0#30";
            if (refused.size() < 2 && ids.contains(refusedNext)) {
                refused.add(client.now());
                return throttled("user0");
            }
            return confirmed();
        });
        for (int n = 0; n < 60; n++) {
            client.offer("user0", n);
        }
        client.pass(Duration.ofMinutes(1).plusSeconds(3));
        assertThat(refused).hasSize(2);
        assertThat(client.pending()).isZero();
    }

    @Test
    void manyHotUsers_leaveRoomForOthersInEveryRequest() {
        Set<String> seen = new HashSet<>();
        server.become(ids -> {
            String[] fresh = ids.stream()
                    .map(ScriptedServer::user)
                    .filter(user -> user.startsWith("hot") && seen.add(user))
                    .toArray(String[]::new);
            return fresh.length == 0 ? confirmed() : throttled(fresh);
        });
        for (int n = 0; n < 3_000; n++) {
            client.offer("hot" + n % 100, n);
        }
        client.pass(Duration.ofSeconds(20));
        int before = server.requestSizes.size();
        List<Integer> hotInFirst = new ArrayList<>();
        server.become(ids -> {
            hotInFirst.add((int) ids.stream().filter(id -> id.startsWith("hot")).count());
            return confirmed();
        });
        for (int n = 0; n < 900; n++) {
            client.offer("cool" + n, n);
        }
        client.hurry();
        client.pass(Duration.ofMillis(100));
        assertThat(client.pending()).isZero();
        assertThat(hotInFirst.get(0)).isBetween(450, 500);
        assertThat(server.requestSizes.get(before) - hotInFirst.get(0)).isGreaterThanOrEqualTo(300);
    }

    @Test
    void moreThrottledUsersThanLanes_shareOne_andNothingIsLostOrReordered() {
        client = new VirtualClient(
                server, seed, UploadLimits.builder(1_000, 900_000).maxPausedLanes(100));
        Set<String> seen = new HashSet<>();
        server.become(ids -> {
            List<String> fresh = ids.stream()
                    .map(ScriptedServer::user)
                    .distinct()
                    .filter(seen::add)
                    .toList();
            return fresh.isEmpty() ? confirmed() : throttled(fresh.toArray(String[]::new));
        });
        for (int second = 0; second < 20; second++) {
            for (int user = 0; user < 1_000; user++) {
                client.offer("user" + (50 * second + user), second);
            }
            client.pass(Duration.ofSeconds(1));
        }
        client.pass(Duration.ofHours(2));
        assertThat(client.pending()).isZero();
        assertThat(new HashSet<>(server.taken)).hasSize(20_000);
        server.assertInOrder();
    }

    @Test
    void silencedDevice_isDroppedWithoutARequest_forAnHour() {
        server.become(ids -> ids.stream().anyMatch(id -> id.startsWith("device7#"))
                ? answer(400, "{\"code\":400,\"silenced_devices\":[\"device7\"],\"silenced_events\":[]}")
                : confirmed());
        offerOfDevices(10, 0);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.requestSizes).containsExactly(10, 9);
        offerOfDevices(10, 1);
        client.pass(Duration.ofMinutes(59));
        assertThat(server.requestSizes).containsExactly(10, 9, 9);
        assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.SILENCED, 2L));
        server.become(ids -> confirmed());
        client.pass(Duration.ofMinutes(2));
        offerOfDevices(10, 2);
        client.pass(Duration.ofSeconds(2));
        assertThat(server.requestSizes).containsExactly(10, 9, 9, 10);
    }

    @Test
    void throttledOften_changesToBatch_orSaysThatOneCould() {
        Destination batch = Destination.batch(VirtualClient.envelope("/batch", false));
        Destination http = Destination.httpV2(VirtualClient.envelope("/2/httpapi", false), batch);
        client = new VirtualClient(server, seed, 1_000, 900_000, UploadLimits.builder(1_000, 900_000), http);
        throttleThrice();
        assertThat(client.notices).containsExactly(Notice.SWITCHED_TO_BATCH);
        assertThat(server.urls.subList(0, 3)).allMatch(url -> url.endsWith("/2/httpapi"));
        assertThat(server.urls.subList(3, server.urls.size())).allMatch(url -> url.endsWith("/batch"));
        client.assertLaw(server);

        ScriptedServer other = new ScriptedServer(ids -> throttled("user0"));
        VirtualClient withoutOption = new VirtualClient(other, seed);
        withoutOption.offer("user0", 1);
        withoutOption.pass(Duration.ofHours(1));
        assertThat(withoutOption.notices).containsExactly(Notice.THROTTLED_OFTEN);
    }

    @Test
    void serversOwnRate_isKept_whereItIsLower() {
        boolean[] once = new boolean[1];
        server.become(ids -> {
            boolean first = !once[0];
            once[0] = true;
            return first
                    ? answer(429, "{\"code\":429,\"eps_threshold\":10,\"throttled_users\":{\"user0\":41}}")
                    : confirmed();
        });
        for (int n = 0; n < 100; n++) {
            client.offer("user0", n);
        }
        client.pass(Duration.ofMinutes(1));
        assertThat(server.requestSizes).containsExactly(100, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    }

    @Test
    void pausedEvents_thatTakeAQuarterOfTheMemory_areSpokenOf() {
        client = new VirtualClient(
                server, seed, UploadLimits.builder(1_000, 900_000).maxPausedBytes(1_000));
        server.become(ids -> throttled("user0"));
        for (int n = 0; n < 100; n++) {
            client.offer("user0", n);
        }
        client.pass(Duration.ofSeconds(2));
        assertThat(client.notices).containsExactly(Notice.MANY_PAUSED_EVENTS);
    }

    private void throttleThrice() {
        int[] throttles = new int[1];
        server.become(ids -> throttles[0]++ < 3 ? throttled("user0") : confirmed());
        client.offer("user0", 1);
        client.pass(Duration.ofMinutes(4));
        assertThat(client.pending()).isZero();
    }

    private void offerOfDevices(int devices, int number) {
        for (int device = 0; device < devices; device++) {
            client.offer("device_id", "device" + device, number, 0);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.confirmed;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.throttled;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.spool.MemoryFs;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Throttled users whose events take more memory than they may, and wait on disk. Virtual time. */
class SpilledLanesTest {

    private static final Path ROOT = Path.of("/spool/spilled");
    private static final int MEMORY = 2 << 20;
    private static final int LIMIT_PER_30_SECONDS = 900;

    private final MemoryFs fs = new MemoryFs(ROOT);
    private final Spooling spooling = new Spooling(fs, ROOT).memory(MEMORY);
    private final ScriptedServer server = new ScriptedServer(ids -> confirmed());
    private final Map<String, Deque<Duration>> takenLately = new HashMap<>();
    private VirtualClient client = new VirtualClient(server, 1, spooling);

    @AfterEach
    void forgetLocks() {
        MemoryFs.forgetLocks(ROOT);
    }

    @Test
    void hotUserBeyondAQuarterOfTheMemory_waitsOnDisk_andOthersDoNotWait() {
        Map<String, Duration> offered = new HashMap<>();
        server.become(ids -> {
            ids.stream()
                    .filter(id -> !id.startsWith("hot"))
                    .forEach(id -> assertThat(client.now().minus(offered.get(id)))
                            .isLessThanOrEqualTo(Duration.ofMillis(1_100)));
            return limited(ids);
        });
        long mostHot = 0;
        long mostInMemory = 0;
        for (int second = 0; second < 60; second++) {
            for (int n = 0; n < 200; n++) {
                assertThat(client.offer("user_id", "hot", 200 * second + n, 400))
                        .isEqualTo(LogResult.ACCEPTED);
            }
            for (int user = 0; user < 200; user++) {
                client.offer("user" + user, second);
                offered.put("user" + user + "#" + second, client.now());
            }
            client.pass(Duration.ofSeconds(1));
            client.assertLaw(server);
            mostHot = Math.max(mostHot, client.traffic().get(Counter.PAUSED_NOW));
            mostInMemory = Math.max(mostInMemory, client.budget.usedBytes());
        }
        client.pass(Duration.ofSeconds(2));
        assertThat(client.traffic().get(Counter.PAUSED_NOW)).isEqualTo(client.pending());
        // Two seconds' worth of arrivals and what comes back at once, beside the quarter.
        assertThat(mostHot * 500).isGreaterThan(4_000_000);
        assertThat(mostInMemory).isLessThan(MEMORY / 2 + MEMORY / 4);
        assertThat(client.notices).isEmpty();
        assertThat(server.taken.stream().filter(id -> !id.startsWith("hot"))).hasSize(12_000);
        drain(12_000);
        assertThat(server.taken.stream().filter(id -> id.startsWith("hot"))).hasSize(12_000);
    }

    /** At 30 a second 12,000 events of one user take 400 s; what waits on disk is not much slower. */
    private void drain(int hot) {
        client.pass(Duration.ofSeconds(hot / 30 + 120));
        client.assertLaw(server);
        assertThat(client.pending()).isZero();
        server.assertInOrder();
        client.stop();
        assertThat(fs.files()).isEmpty();
    }

    @Test
    void manyHotUsers_comeBackInTheirOrder() {
        server.become(this::limited);
        for (int second = 0; second < 60; second++) {
            for (int n = 0; n < 400; n++) {
                client.offer("user_id", "hot" + n % 9, 400 * second + n, 300);
            }
            client.pass(Duration.ofSeconds(1));
            client.assertLaw(server);
        }
        assertThat(client.budget.usedBytes()).isLessThan(MEMORY / 2 + MEMORY / 4);
        client.pass(Duration.ofMinutes(20));
        client.assertLaw(server);
        assertThat(client.pending()).isZero();
        assertThat(new HashSet<>(server.taken)).hasSize(24_000);
        server.assertInOrder();
    }

    @Test
    void stoppedOrKilled_theNextLifeSendsWhatWaited() {
        server.become(ids -> throttled("hot"));
        offerHot(8_000);
        assertThat(client.budget.usedBytes()).isLessThan(MEMORY / 2);
        client.stop();
        client.assertLaw(server);
        assertThat(client.dropped()).isZero();
        assertThat(client.pending()).isEqualTo(8_000);
        MemoryFs.forgetLocks(ROOT);
        fs.afterKill();
        server.become(ids -> confirmed());
        client = new VirtualClient(server, 2, spooling);
        client.pass(Duration.ofMinutes(2));
        assertThat(client.ledger.recovered()).isEqualTo(8_000);
        assertThat(client.pending()).isZero();
        assertThat(new HashSet<>(server.taken)).hasSize(8_000);
    }

    @Test
    void flush_waitsForThem() {
        server.become(ids -> throttled("hot"));
        offerHot(8_000);
        var watch = client.flush();
        client.pass(Duration.ofMillis(100));
        assertThat(client.ledger.progress(watch).orElseThrow().pending()).isEqualTo(8_000);
        server.become(ids -> confirmed());
        client.pass(Duration.ofMinutes(15));
        assertThat(watch.join().delivered()).isEqualTo(8_000);
    }

    @Test
    void fileThatIsGone_isALossThatIsCounted_andTheRestArrives() throws IOException {
        server.become(ids -> throttled("hot"));
        offerHot(8_000);
        fs.delete(fs.files().keySet().stream()
                .filter(file -> file.toString().endsWith(".seg"))
                .sorted()
                .skip(2)
                .findFirst()
                .orElseThrow());
        server.become(ids -> confirmed());
        client.pass(Duration.ofMinutes(15));
        client.assertLaw(server);
        assertThat(client.pending()).isZero();
        long lost = client.ledger.dropped().get(DropReason.SPOOL_IO);
        assertThat(lost).isBetween(100L, 2_000L);
        assertThat(server.taken).hasSize((int) (8_000 - lost));
        server.assertInOrder();
    }

    private void offerHot(int events) {
        for (int n = 0; n < events; n++) {
            assertThat(client.offer("user_id", "hot", n, 400)).isEqualTo(LogResult.ACCEPTED);
            if (n % 200 == 199) {
                client.pass(Duration.ofMillis(500));
            }
        }
        client.pass(Duration.ofSeconds(2));
    }

    /** Amplitude's limit for one user, by the names that begin with "hot". */
    private UploadResponse limited(List<String> ids) {
        Map<String, Integer> hot = new HashMap<>();
        ids.stream().filter(id -> id.startsWith("hot")).forEach(id -> hot.merge(user(id), 1, Integer::sum));
        List<String> refused = new ArrayList<>();
        hot.forEach((user, events) -> {
            Deque<Duration> taken = takenLately.computeIfAbsent(user, u -> new ArrayDeque<>());
            while (!taken.isEmpty() && taken.peek().plusSeconds(30).compareTo(client.now()) <= 0) {
                taken.poll();
            }
            if (taken.size() + events > LIMIT_PER_30_SECONDS) {
                refused.add(user);
            }
        });
        if (!refused.isEmpty()) {
            return throttled(refused.toArray(String[]::new));
        }
        hot.forEach((user, events) -> {
            for (int i = 0; i < events; i++) {
                takenLately.get(user).add(client.now());
            }
        });
        return confirmed();
    }
}

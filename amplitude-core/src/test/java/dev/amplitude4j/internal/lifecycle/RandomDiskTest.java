// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.CONFIRMED;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.spool.MemoryFs;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.transport.UploadResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Disks and servers that fail at random, over several lives that end in a stop or a kill; then all is well again. */
class RandomDiskTest {

    private static final Path ROOT = Path.of("/spool/random");
    private static final int RUNS = 60;
    private static final int LIVES = 3;

    @Test
    void nothingIsLost_whateverFails() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        long recovered = 0;
        for (int run = 0; run < RUNS; run++) {
            recovered += oneRun(seed + run);
        }
        assertThat(recovered).isPositive();
    }

    /** Returns how many events the last life took over. */
    private static long oneRun(long seed) {
        Random random = new Random(seed);
        MemoryFs fs = new MemoryFs(ROOT);
        Spooling spooling = new Spooling(fs, ROOT).memory((256 << 10) << random.nextInt(3));
        ScriptedServer server = new ScriptedServer(ids -> anything(random, ids));
        Set<String> accepted = new HashSet<>();
        int number = 0;
        for (int life = 0; life < LIVES; life++) {
            VirtualClient client = new VirtualClient(server, seed + life, spooling);
            number = live(client, fs, random, number, accepted, seed);
            if (random.nextBoolean()) {
                client.stop();
                assertLaw(client, seed);
                assertThat(client.ledger.dropped()).as("seed %d", seed).isEmpty();
            }
            MemoryFs.forgetLocks(ROOT);
            fs.afterKill();
        }
        server.become(ids -> answer(200, CONFIRMED));
        VirtualClient last = new VirtualClient(server, seed, spooling);
        last.pass(Duration.ofMinutes(10));
        assertLaw(last, seed);
        assertThat(last.pending()).as("seed %d", seed).isZero();
        assertThat(new HashSet<>(server.taken)).as("seed %d", seed).isEqualTo(accepted);
        last.stop();
        assertThat(fs.files()).as("seed %d", seed).isEmpty();
        return last.ledger.recovered();
    }

    /** A minute of it; at the end the disk is well for long enough that everything is on it. */
    private static int live(
            VirtualClient client, MemoryFs fs, Random random, int from, Set<String> accepted, long seed) {
        int number = from;
        for (int second = 0; second < 60; second++) {
            fs.failing(random.nextInt(4) == 0 ? 0.3 : 0, random);
            for (int n = random.nextInt(40); n >= 0; n--, number++) {
                String user = "user" + number % 20;
                if (client.offer("user_id", user, number, random.nextInt(800)) == LogResult.ACCEPTED) {
                    accepted.add(user + "#" + number);
                }
            }
            client.pass(Duration.ofMillis(500 + random.nextInt(1_000)));
            assertLaw(client, seed);
        }
        fs.failing(0, random);
        client.pass(Duration.ofSeconds(12));
        assertLaw(client, seed);
        assertThat(client.ledger.dropped()).as("seed %d", seed).isEmpty();
        return number;
    }

    private static void assertLaw(VirtualClient client, long seed) {
        assertThat(client.accepted() + client.ledger.recovered())
                .as("seed %d", seed)
                .isEqualTo(client.ledger.delivered() + client.dropped() + client.pending());
    }

    private static UploadResponse anything(Random random, List<String> ids) {
        String someUser = ids.get(0).substring(0, ids.get(0).indexOf('#'));
        return switch (random.nextInt(8)) {
            case 0, 1 -> null;
            case 2, 3 -> answer(500, "");
            case 4 -> answer(429, "{\"code\":429,\"throttled_users\":{\"" + someUser + "\":41}}");
            case 5 -> answer(503, "");
            default -> answer(200, CONFIRMED);
        };
    }
}

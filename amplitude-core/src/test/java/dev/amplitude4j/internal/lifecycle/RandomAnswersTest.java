// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.CONFIRMED;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.NO_NAMES;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.transport.UploadResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Servers out of their mind, for ten virtual minutes each; then sane again. */
class RandomAnswersTest {

    private static final int RUNS = 60;
    private static final Set<DropReason> SERVERS_WORD =
            Set.of(DropReason.REJECTED_400, DropReason.TOO_LARGE_413, DropReason.SILENCED);

    @Test
    void law_holdsWhateverTheServerSays_andAllEndsWell() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int run = 0; run < RUNS; run++) {
            oneServer(seed + run);
        }
    }

    private static void oneServer(long seed) {
        Random random = new Random(seed);
        ScriptedServer server = new ScriptedServer(ids -> anything(random, ids));
        VirtualClient client = new VirtualClient(server, seed);
        int users = 1 + random.nextInt(40);
        int number = 0;
        for (int second = 0; second < 600; second += 5) {
            for (int user = 0; user < users; user++) {
                client.offer("user" + user, number);
            }
            number++;
            client.pass(Duration.ofSeconds(5));
            client.assertLaw(server);
        }
        server.become(ids -> answer(200, CONFIRMED));
        client.pass(Duration.ofHours(3));
        client.assertLaw(server);
        assertThat(client.pending()).as("seed %d", seed).isZero();
        assertThat(client.budget.usedBytes()).as("seed %d", seed).isZero();
        assertThat(client.ledger.dropped().keySet()).as("seed %d", seed).isSubsetOf(SERVERS_WORD);
        assertThat(new HashSet<>(server.taken)).as("seed %d", seed).hasSize((int) client.ledger.delivered());
    }

    private static UploadResponse anything(Random random, List<String> ids) {
        String someId = ids.get(random.nextInt(ids.size()));
        String someUser = someId.substring(0, someId.indexOf('#'));
        int someIndex = random.nextInt(ids.size());
        return switch (random.nextInt(18)) {
            case 0 -> null;
            case 1 -> answer(500, "");
            case 2 -> answer(503, "<html>");
            case 3 -> answer(400, "<html>");
            case 4 -> answer(403, "");
            case 5 -> answer(413, "");
            case 6 -> answer(429, "{\"code\":429,\"throttled_users\":{\"" + someUser + "\":41}}");
            case 7 -> answer(429, "{\"code\":429,\"throttled_events\":[" + someIndex + "]}");
            case 8 -> answer(429, "");
            case 9 -> answer(400, "{\"code\":400,\"events_with_invalid_fields\":{\"time\":[" + someIndex + "]}}");
            case 10 -> answer(400, "{\"code\":400,\"error\":\"Invalid API key: x\"}");
            case 11 -> answer(302, "");
            case 12 -> answer(404, "<html>");
            case 13 -> answer(400, NO_NAMES);
            case 14 -> answer(429, "{\"code\":429,\"exceeded_daily_quota_users\":{\"" + someUser + "\":500900}}");
            case 15 -> answer(400, "{\"code\":400,\"silenced_events\":[" + someIndex + "]}");
            default -> answer(200, CONFIRMED);
        };
    }
}

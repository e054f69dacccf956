// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.spool.MemoryFs;
import dev.amplitude4j.transport.UploadResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * Two lives of a client with a spool, through an outage that memory is too small for, in which one method fails at its entry.
 * Loaded by {@link SurvivalTest}.
 */
public final class SpooledSurvivalRun implements IntUnaryOperator {

    private static final Path ROOT = Path.of("/spool/survival");
    private static final int USERS = 12;
    private static final int ROUNDS = 40;

    /** A run to come. */
    public SpooledSurvivalRun() {}

    /** Lives with a failure at that step, 0 for none, and checks that nothing is lost; returns how many steps there were. */
    @Override
    public int applyAsInt(int failingStep) {
        Random random = new Random(7);
        MemoryFs fs = new MemoryFs(ROOT);
        Spooling spooling = new Spooling(fs, ROOT).memory(128 << 10);
        ScriptedServer server = new ScriptedServer(ids -> anything(random, ids));
        int times = 1 + failingStep % Steps.MOST_AT_ONCE;
        Steps.failAt(failingStep, times);
        VirtualClient first = Steps.quietly(() -> new VirtualClient(server, 7, spooling));
        live(first, 0);
        stop(first, times);
        int steps = Steps.taken();
        MemoryFs.forgetLocks(ROOT);
        fs.afterKill();
        VirtualClient second = Steps.quietly(() -> new VirtualClient(server, 8, spooling));
        live(second, ROUNDS);
        server.become(ids -> confirmed());
        second.pass(Duration.ofMinutes(20));
        steps = failingStep == 0 ? Steps.taken() : steps;
        Steps.failAt(0, 0);
        assertThat(second.pending()).as("%s", Steps.where()).isZero();
        assertThat(second.budget.usedBytes()).isZero();
        assertThat(first.dropped() + second.dropped()).as("%s", Steps.where()).isZero();
        assertThat(first.accepted() + second.accepted()).isEqualTo(2 * ROUNDS * USERS);
        assertThat(new HashSet<>(server.taken)).as("%s", Steps.where()).hasSize(2 * ROUNDS * USERS);
        assertThat(first.traffic().workerErrors() + second.traffic().workerErrors())
                .isLessThanOrEqualTo(Steps.MOST_AT_ONCE);
        MemoryFs.forgetLocks(ROOT);
        return steps;
    }

    /** It is driven by one turn of each thread here, so that it may fail once: more would be as good as a kill. */
    private static void stop(VirtualClient client, int times) {
        if (times == 1) {
            client.stop();
        } else {
            Steps.quietly(() -> {
                client.stop();
                return client;
            });
        }
    }

    private static void live(VirtualClient client, int from) {
        for (int n = from; n < from + ROUNDS; n++) {
            for (int user = 0; user < USERS; user++) {
                client.offer("user_id", "user" + user, n, 300);
            }
            client.pass(Duration.ofSeconds(2));
        }
    }

    private static UploadResponse anything(Random random, List<String> ids) {
        String user = ids.get(0).substring(0, ids.get(0).indexOf('#'));
        return switch (random.nextInt(8)) {
            case 0 -> confirmed();
            case 1 -> answer(500, "");
            case 2 -> answer(429, "{\"code\":429,\"throttled_users\":{\"" + user + "\":41}}");
            default -> null;
        };
    }
}

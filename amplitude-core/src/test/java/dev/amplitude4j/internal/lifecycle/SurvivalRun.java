// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.NO_NAMES;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.confirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.upload.UploadLimits;
import dev.amplitude4j.transport.UploadResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** A client's life of every kind of answer, in which one method fails at its entry. Loaded by {@link SurvivalTest}. */
public final class SurvivalRun implements IntUnaryOperator {

    private static final int USERS = 12;

    /** A run to come. */
    public SurvivalRun() {}

    /** Lives with a failure at that step, 0 for none, and checks that nothing is lost; returns how many steps there were. */
    @Override
    public int applyAsInt(int failingStep) {
        Random random = new Random(7);
        ScriptedServer server = new ScriptedServer(ids -> anything(random, ids));
        VirtualClient client = new VirtualClient(server, 7, UploadLimits.builder(20, 10_000));
        Steps.failAt(failingStep, 1 + failingStep % Steps.MOST_AT_ONCE);
        for (int n = 0; n < 60; n++) {
            for (int user = 0; user < USERS; user++) {
                client.offer("user" + user, n);
            }
            client.pass(Duration.ofSeconds(7));
        }
        int steps = Steps.taken();
        server.become(ids -> confirmed());
        client.pass(Duration.ofHours(4));
        Steps.failAt(0, 0);
        assertThat(client.accepted()).isEqualTo(60 * USERS);
        assertThat(client.pending()).isZero();
        assertThat(client.budget.usedBytes()).isZero();
        assertThat(client.ledger.delivered() + client.dropped()).isEqualTo(60 * USERS);
        // Where the failure cost an answer, events were taken that count as something else afterwards.
        assertThat(new HashSet<>(server.taken)).hasSizeGreaterThanOrEqualTo((int) client.ledger.delivered());
        assertThat(client.traffic().workerErrors()).isLessThanOrEqualTo(Steps.MOST_AT_ONCE);
        return steps;
    }

    private static UploadResponse anything(Random random, List<String> ids) {
        int index = random.nextInt(ids.size());
        String user = ids.get(index).substring(0, ids.get(index).indexOf('#'));
        return switch (random.nextInt(16)) {
            case 0 -> null;
            case 1 -> answer(500, "");
            case 2, 3, 4 -> answer(400, NO_NAMES);
            case 5 -> answer(403, "");
            case 6 -> answer(413, "");
            case 7 -> answer(429, "{\"code\":429,\"throttled_users\":{\"" + user + "\":41}}");
            case 8 -> answer(429, "{\"code\":429,\"exceeded_daily_quota_users\":{\"" + user + "\":500001}}");
            case 9 -> answer(400, "{\"code\":400,\"events_with_invalid_fields\":{\"time\":[" + index + "]}}");
            case 10 -> answer(400, "<html>");
            default -> confirmed();
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.upload.PausePolicy;
import dev.amplitude4j.internal.upload.UploadLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pauses that may be set, so that rows can run scaled. Virtual time. */
class UploadLimitsTest {

    private final long seed = System.nanoTime();
    private final List<Duration> requests = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {503, 404})
    void noPause_isLongerThanItsCap(int status) {
        long cap = TimeUnit.SECONDS.toNanos(2);
        run(
                status,
                "",
                UploadLimits.builder(1_000, 900_000).maxBackoffNanos(cap).maxWrongEndpointBackoffNanos(cap));
        assertThat(rests()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(49).allMatch(rest -> rest <= 2_000);
    }

    @Test
    void throttledUser_restsByThePolicy() {
        PausePolicy policy = new PausePolicy(
                TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(9), 30);
        run(
                429,
                "{\"code\":429,\"throttled_users\":{\"user0\":31}}",
                UploadLimits.builder(1_000, 900_000).pauses(policy, PausePolicy.BATCH));
        assertThat(rests().subList(0, 4)).containsExactly(1_000L, 2_000L, 4_000L, 4_000L);
    }

    @Test
    void quotaOfTheDay_isAskedForByThePolicy() {
        PausePolicy policy = new PausePolicy(
                TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(9), 30);
        run(
                429,
                "{\"code\":429,\"exceeded_daily_quota_users\":{\"user0\":500001}}",
                UploadLimits.builder(1_000, 900_000).pauses(policy, PausePolicy.BATCH));
        assertThat(rests().subList(0, 4)).containsOnly(9_000L);
    }

    private void run(int status, String body, UploadLimits.Builder limits) {
        VirtualClient[] client = new VirtualClient[1];
        ScriptedServer server = new ScriptedServer(ids -> {
            requests.add(client[0].now());
            return answer(status, body);
        });
        client[0] = new VirtualClient(server, seed, limits);
        client[0].offer("user0", 0);
        client[0].pass(Duration.ofSeconds(101));
        client[0].assertLaw(server);
    }

    private List<Long> rests() {
        List<Long> rests = new ArrayList<>();
        for (int i = 1; i < requests.size(); i++) {
            rests.add(requests.get(i).minus(requests.get(i - 1)).toMillis());
        }
        return rests;
    }
}

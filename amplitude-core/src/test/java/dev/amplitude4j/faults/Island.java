// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The main class of a JVM without any network interface, which gets its first one in mid-run. Client, load and server are all
 * in it, since nothing else can reach them. Its argument is the seed; it ends well only if everything holds.
 */
public final class Island {

    private static final int PORT = 18_080;
    private static final int SECONDS = 30;
    private static final int PER_SECOND = 1_000;

    private Island() {}

    /** Logs, gets an interface, and judges. */
    public static void main(String... arguments) throws Exception {
        long seed = Long.parseLong(arguments[0]);
        Payloads payloads = Payloads.mixed(seed, 1_000);
        BitSet accepted = new BitSet();
        AmplitudeClient client = AmplitudeClient.builder(Trial.KEY)
                .serverUrl("http://127.0.0.1:" + PORT)
                .maxCachedBytes(64L << 20)
                .build();
        Load load = new Load(client, payloads::event, number -> note(accepted, number))
                .start(0, SECONDS * PER_SECOND, PER_SECOND)
                .await();
        Stats cutOff = client.stats();
        System.out.println("cut off: " + cutOff);
        assertThat(load.count(LogResult.ACCEPTED)).isEqualTo(SECONDS * PER_SECOND);
        assertThat(cutOff.delivered()).isZero();
        assertThat(cutOff.requests().get(0)).isPositive();
        assertThat(cutOff.traffic().ambiguousAttempts()).isZero();

        Process up =
                new ProcessBuilder("ip", "link", "set", "lo", "up").inheritIO().start();
        assertThat(up.waitFor(10, TimeUnit.SECONDS)).isTrue();
        try (Emulator emulator = Emulator.builder().port(PORT).start()) {
            await().atMost(Duration.ofSeconds(75)).until(() -> client.stats().pending() == 0);
            client.close();
            Stats stats = client.stats();
            System.out.println("connected: " + stats);
            Judge judge = new Judge("N9, seed " + seed, emulator, payloads);
            judge.conserved(stats, accepted);
            judge.arrivedExactly(accepted);
            judge.intact(stats.accepted());
            judge.harmless(load.thrown(), List.of());
        }
    }

    private static synchronized void note(BitSet accepted, long number) {
        accepted.set((int) number);
    }
}

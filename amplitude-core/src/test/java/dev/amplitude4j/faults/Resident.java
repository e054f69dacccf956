// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.result.LogResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A client in a class loader of its own, as an agent has one, and each front end of an application server: it shares no class
 * with the others but the platform's. Told by words what to do; used by one thread.
 */
public final class Resident implements UnaryOperator<String> {

    private final AmplitudeClient client;

    /** One that logs those numbers, and has put them on disk. */
    public Resident(String url, String spool, long seed, int from, int to) {
        client = AmplitudeClient.builder(Trial.KEY)
                .serverUrl(url)
                .allowInsecureHttp(true)
                .spoolDirectory(Path.of(spool))
                .spoolMinFreeBytes(0)
                .shutdownTimeout(Duration.ofSeconds(1))
                .build();
        Payloads payloads = Payloads.mixed(seed, 1_000);
        for (int number = from; number < to; number++) {
            if (client.logEvent(payloads.event(number)) != LogResult.ACCEPTED) {
                throw new IllegalStateException("refused " + number);
            }
        }
        if (!client.flushToDisk(Duration.ofSeconds(20)).isSafe()) {
            throw new IllegalStateException("not on disk");
        }
    }

    @Override
    public String apply(String word) {
        if (word.equals("close")) {
            client.close();
        }
        return client.stats().pending() + " pending, " + client.stats().recovered() + " recovered";
    }
}

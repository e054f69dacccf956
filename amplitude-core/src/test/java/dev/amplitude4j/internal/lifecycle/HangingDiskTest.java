// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.CONFIRMED;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.result.DropReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not come back from a write, under real threads: nobody waits for it but the spool's own. */
class HangingDiskTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path temporary;

    private final CountDownLatch mended = new CountDownLatch(1);
    private final Queue<Thread> writing = new ConcurrentLinkedQueue<>();

    /** Writes what hung; the folder cannot be removed before that. */
    @AfterEach
    void mend() throws InterruptedException {
        mended.countDown();
        for (Thread thread : writing) {
            thread.join(PATIENCE.toMillis());
        }
    }

    @Test
    void hangingDisk_delaysNeitherCallersNorDeliveryNorTheEnd() {
        Duration budgetAndAQuarter = Duration.ofMillis(750);
        assertThat(BestRound.of(budgetAndAQuarter, this::endWhileTheDiskHangs)).isLessThan(budgetAndAQuarter);
    }

    private Duration endWhileTheDiskHangs(int round) {
        ScriptedServer server = new ScriptedServer(ids -> answer(200, CONFIRMED));
        LiveClient client =
                new LiveClient(server, new Spooling(InterceptedFs.of(this::hang), temporary.resolve("spool" + round)));
        client.offer(0, 1);
        await().atMost(PATIENCE).until(() -> writing.size() > round);
        client.offer(1, 1_000);
        await().atMost(PATIENCE).until(() -> client.delivered() == 1_000);

        server.become(ids -> null);
        client.offer(1_000, 1_100);
        Duration took = BestRound.time(
                () -> client.shutdown.within(Duration.ofMillis(500).toNanos()));
        client.ledger.lock();
        try {
            assertThat(client.ledger.dropped()).isEqualTo(Map.of(DropReason.SPOOL_IO, 100L));
            assertThat(client.queue.tally().accepted()).isEqualTo(client.ledger.delivered() + 100);
            assertThat(client.queue.tally().pending() + client.uploader.pending())
                    .isZero();
            assertThat(client.budget.usedBytes()).isZero();
        } finally {
            client.ledger.unlock();
        }
        return took;
    }

    /** Writes do not return until the disk is mended. */
    private void hang(String operation, Object... arguments) throws InterruptedException {
        if (operation.equals("write")) {
            writing.add(Thread.currentThread());
            mended.await();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.internal.spool.SpoolFs;
import dev.amplitude4j.internal.spool.SpoolLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A medium that takes a second for every sync, under real threads: what is accepted is written all the same, at once. */
class SlowSyncTest {

    private static final int EVENTS = 4_000;
    private static final Duration LATEST = Duration.ofMillis(200);

    private static final Pattern INSERT_ID = Pattern.compile("\"insert_id\":\"(\\d+)\"");

    @TempDir
    private Path temporary;

    private final CountDownLatch end = new CountDownLatch(1);
    private final ScriptedServer server = new ScriptedServer(ids -> null);
    private final AtomicInteger syncs = new AtomicInteger();
    private AtomicLongArray writtenNanos = new AtomicLongArray(EVENTS);
    private volatile long sealedNanos;

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void slowSync_delaysNoWrite() {
        assertThat(BestRound.of(LATEST, this::slowest)).isLessThanOrEqualTo(LATEST);
    }

    @Test
    void syncThatIsAskedFor_saysSoOnceItIsOver() throws Exception {
        LiveClient client = client("asked");
        client.offer(0, 100);
        long startNanos = System.nanoTime();
        assertThat(client.spool.persist().get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(900));
        assertThat(client.shutdown.within(Duration.ofSeconds(5).toNanos()).isSafe())
                .isTrue();
    }

    @Test
    void eventThatIsSealedDuringAWrite_isWrittenWithoutAnother() {
        assertThat(BestRound.of(LATEST, this::sealedDuringAWrite)).isLessThanOrEqualTo(LATEST);
    }

    /** The last event is neither in the write that is under way nor among those that linger after it. */
    private Duration sealedDuringAWrite(int round) {
        writtenNanos = new AtomicLongArray(EVENTS);
        List<Integer> requests = new CopyOnWriteArrayList<>();
        ScriptedServer silent = new ScriptedServer(ids -> {
            requests.add(ids.size());
            return ScriptedServer.SILENCE;
        });
        AtomicReference<LiveClient> writing = new AtomicReference<>();
        SpoolFs disk = InterceptedFs.of((operation, arguments) -> {
            slow(operation, arguments);
            LiveClient client = writtenNanos.get(1) == 0 ? null : writing.getAndSet(null);
            if (client != null) {
                client.offer(2, 3);
                await().until(() -> requests.contains(2)); // It left from memory, since the disk does not keep up.
                sealedNanos = System.nanoTime();
            }
        });
        Spooling spooling = new Spooling(disk, temporary.resolve("sealed" + round));
        spooling.syncIntervalNanos = SpoolLimits.SYNC_NEVER;
        LiveClient client = new LiveClient(silent, spooling);
        client.offer(0, 1);
        await().until(() -> writtenNanos.get(0) != 0 && !client.spool.disk().isKeepingUp());
        writing.set(client);
        client.offer(1, 2);
        await().until(() -> writtenNanos.get(2) != 0);
        client.shutdown.within(0);
        return Duration.ofNanos(writtenNanos.get(2) - sealedNanos);
    }

    private Duration slowest(int round) {
        writtenNanos = new AtomicLongArray(EVENTS);
        syncs.set(0);
        LiveClient client = client("round" + round);
        long[] offeredNanos = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            client.offer(i, i + 1);
            offeredNanos[i] = System.nanoTime();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(800));
        }
        client.shutdown.within(Duration.ofSeconds(5).toNanos());
        assertThat(syncs).hasValueGreaterThan(1);
        long slowest = 0;
        for (int i = 0; i < EVENTS; i++) {
            assertThat(writtenNanos.get(i)).as("event %d", i).isNotZero();
            slowest = Math.max(slowest, writtenNanos.get(i) - offeredNanos[i]);
        }
        System.out.println("slowest write after " + slowest / 1_000_000 + " ms, with " + syncs + " syncs");
        return Duration.ofNanos(slowest);
    }

    private LiveClient client(String name) {
        return new LiveClient(server, new Spooling(InterceptedFs.of(this::slow), temporary.resolve(name)));
    }

    private void slow(String operation, Object... arguments) throws InterruptedException {
        if (operation.equals("sync")) {
            syncs.incrementAndGet();
            boolean unused = end.await(1, TimeUnit.SECONDS);
        } else if (operation.equals("write")) {
            Matcher ids = INSERT_ID.matcher(
                    new String((byte[]) arguments[0], (int) arguments[1], (int) arguments[2], StandardCharsets.UTF_8));
            while (ids.find()) {
                writtenNanos.compareAndSet(Integer.parseInt(ids.group(1)), 0, System.nanoTime());
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.ByteBudget;
import dev.amplitude4j.internal.batch.ChunkPool;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.result.LogResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row C1 of the fault plan: what two threads may do at once, many times over, started by a barrier each time. */
class RacesTest {

    private static final int THREADS = 4;
    private static final long PATIENCE_SECONDS = 60;

    private final ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** What was accepted before the end is drained after it, and what came later is refused; the room is given back. */
    @Test
    void offer_whileTheQueueCloses_isAcceptedAndKept_orRefused() throws Exception {
        for (int round = 0; round < 5_000; round++) {
            ByteBudget budget = new ByteBudget(1 << 20, 0);
            EventQueue queue = new EventQueue(2, 10, 1 << 16, budget, new ChunkPool(1 << 16, 10), 0, false, () -> {});
            AtomicInteger accepted = new AtomicInteger();
            atOnce(
                    THREADS,
                    thread -> {
                        byte[] event = new byte[20];
                        for (int i = 0; i < 20; i++) {
                            LogResult result = queue.offer(event, event.length, thread);
                            assertThat(result).isIn(LogResult.ACCEPTED, LogResult.CLOSED);
                            accepted.addAndGet(result == LogResult.ACCEPTED ? 1 : 0);
                        }
                    },
                    queue::close);
            queue.sealAll();
            int drained = 0;
            for (int stripe = 0; stripe < queue.stripeCount(); stripe++) {
                for (Batch batch : queue.drain(stripe)) {
                    drained += batch.count();
                    budget.release(20L * batch.count(), batch.count());
                }
            }
            assertThat(drained).as("round %d", round).isEqualTo(accepted.get());
            assertThat(budget.usedBytes()).as("round %d", round).isZero();
        }
    }

    /** One thread reads what an earlier life left, and removes what is done with; another says of each event that it is done. */
    @Test
    void acknowledgement_whileEventsAreRecovered_leavesNoneBehind() throws Exception {
        Path root = Path.of("/spool/races");
        for (int round = 0; round < 300; round++) {
            MemoryFs fs = new MemoryFs(root);
            SpoolLife killed = new SpoolLife(fs, root, SpoolLife.limits(1_000), 1);
            for (int i = 0; i < 60; i++) {
                killed.write(List.of(SpoolLife.event(i, 90)));
            }
            MemoryFs.forgetLocks(root);
            fs.afterKill();
            Spool spool = new SpoolLife(fs, root, SpoolLife.limits(1_000), 2).spool;
            Handover handover = new Handover(spool, new Random(round));
            atOnce(1, thread -> handover.settleAll(60), () -> handover.recoverUntilSettled());
            spool.keepUp();
            assertThat(spool.stored()).as("round %d", round).isZero();
            spool.close();
            assertThat(fs.files()).as("round %d", round).isEmpty();
        }
    }

    /** Of those who want a directory at once, one gets it; the entry in the JVM's list goes when the last one left. */
    @Test
    void lock_ofOneDirectory_hasOneHolder() throws Exception {
        List<Path> directories = new ArrayList<>();
        List<AtomicInteger> holders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            directories.add(Files.createDirectory(folder.resolve("directory-" + i)));
            holders.add(new AtomicInteger());
        }
        AtomicInteger taken = new AtomicInteger();
        DiskFs fs = new DiskFs();
        atOnce(
                2 * THREADS - 1,
                thread -> {
                    Random random = new Random(thread);
                    for (int i = 0; i < 2_000; i++) {
                        int which = random.nextInt(directories.size());
                        DirectoryLock lock = DirectoryLock.tryAcquire(fs, directories.get(which));
                        if (lock != null) {
                            taken.incrementAndGet();
                            assertThat(holders.get(which).incrementAndGet()).isEqualTo(1);
                            holders.get(which).decrementAndGet();
                            lock.close();
                        }
                    }
                },
                () -> {});
        assertThat(taken).hasPositiveValue();
        assertThat(System.getProperty(DirectoryLock.PROPERTY, "")).doesNotContain(folder.toString());
        for (Path directory : directories) {
            DirectoryLock.tryAcquire(fs, directory).close();
        }
    }

    /** What the two threads of a client hand each other. */
    private static final class Handover {
        private final Spool spool;
        private final Random random;
        private final BlockingQueue<Object> found = new LinkedBlockingQueue<>();
        private final Semaphore taken = new Semaphore(0);
        private volatile boolean settled;

        Handover(Spool spool, Random random) {
            this.spool = spool;
            this.random = random;
        }

        void recoverUntilSettled() {
            while (!settled) {
                Recovered recovered = spool.recover();
                if (recovered != null) {
                    found.add(recovered);
                }
                LoadedLines loaded = spool.stored() > 0 ? spool.load() : null;
                if (loaded != null) {
                    found.add(loaded);
                    awaitTaken();
                }
                spool.keepUp();
            }
        }

        /** The next events are asked for once these are taken. */
        private void awaitTaken() {
            while (!taken.tryAcquire()) {
                spool.keepUp();
            }
        }

        void settleAll(int events) throws InterruptedException {
            int left = events;
            List<Long> held = new ArrayList<>();
            while (left > 0) {
                Object next = found.take();
                if (next instanceof Recovered recovered) {
                    spool.admit(recovered, 0);
                } else if (next instanceof LoadedLines loaded) {
                    spool.take(loaded);
                    taken.release();
                    for (int i = 0; i < loaded.count(); i++) {
                        held.add(loaded.place(i));
                    }
                }
                while (!held.isEmpty() && (left == held.size() || random.nextInt(5) > 0)) {
                    spool.done(held.remove(random.nextInt(held.size())));
                    left--;
                }
            }
            settled = true;
        }
    }

    private interface Work {
        void run(int thread) throws Exception;
    }

    /** Runs some of the one and one of the other at the same time, and waits for all. */
    private void atOnce(int count, Work work, Runnable other) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count + 1);
        List<Callable<Void>> all = new ArrayList<>();
        for (int thread = 0; thread < count; thread++) {
            int number = thread;
            all.add(() -> {
                start.await();
                work.run(number);
                return null;
            });
        }
        all.add(() -> {
            start.await();
            other.run();
            return null;
        });
        for (Future<Void> each : threads.invokeAll(all, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            each.get();
        }
    }
}

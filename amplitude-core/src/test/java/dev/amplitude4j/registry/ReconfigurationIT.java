// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.faults.Judge;
import dev.amplitude4j.faults.Payloads;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.LogResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Row P13: an application reads another configuration, a hundred times, while it logs. It runs alone. */
@Isolated
class ReconfigurationIT {

    private static final int RELOADS = 100;
    private static final long NANOS_BETWEEN_EVENTS = TimeUnit.MILLISECONDS.toNanos(1);

    private final long seed = Long.getLong("faults.seed", System.nanoTime());
    private final Payloads payloads = Payloads.mixed(seed, 1_000);
    private final Emulator emulator = Emulator.start();
    private final ClientRegistry registry = new ClientRegistry(Duration.ofMillis(200));
    private final LeaseOwner owner = () -> false;
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();

    /** Logging frameworks let no call through a configuration that was taken down. */
    private final ReadWriteLock reloading = new ReentrantReadWriteLock();

    private final BitSet accepted = new BitSet();
    private volatile boolean over;
    private Lease lease;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void p13_reloadedAHundredTimesUnderLoad_losesNothing_andLeavesNothingBehind() throws InterruptedException {
        System.out.println("P13, seed " + seed);
        Set<Thread> threadsBefore = threads();
        long filesBefore = openFiles();
        lease = registry.acquire(options(0), owner);
        Thread load = new Thread(this::log, "load");
        load.start();
        for (int reload = 1; reload <= RELOADS; reload++) {
            reload(reload);
            int goal = reload * 20;
            await().pollInterval(Duration.ofMillis(5)).until(() -> acceptedSoFar() >= goal);
        }
        over = true;
        load.join();
        lease.release();
        registry.ownerStopped(owner, Duration.ofSeconds(20));
        await().untilAsserted(() -> assertThat(threads()).isSubsetOf(threadsBefore));
        await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(filesBefore));
        await().untilAsserted(() -> assertThat(folder.resolve("spool")).isEmptyDirectory());
        Judge judge = new Judge("P13, seed " + seed, emulator, payloads);
        judge.arrivedExactly(accepted);
        judge.harmless(List.of(), messages);
        System.out.println("P13: " + accepted.cardinality() + " events through " + (RELOADS + 1) + " configurations");
    }

    /** Every second one changes nothing, so that the client lives on. */
    private void reload(int number) {
        reloading.writeLock().lock();
        try {
            lease.release();
            lease = registry.acquire(options(number / 2), owner);
        } finally {
            reloading.writeLock().unlock();
        }
    }

    private void log() {
        for (int number = 0; !over; number++) {
            reloading.readLock().lock();
            try {
                if (lease.client().logEvent(payloads.event(number)) == LogResult.ACCEPTED) {
                    note(number);
                }
            } finally {
                reloading.readLock().unlock();
            }
            LockSupport.parkNanos(NANOS_BETWEEN_EVENTS);
        }
    }

    private synchronized void note(int number) {
        accepted.set(number);
    }

    private synchronized int acceptedSoFar() {
        return accepted.cardinality();
    }

    private Options options(int variant) {
        return Options.builder("0123456789abcdef0123456789abcdef")
                .serverUrl(emulator.url())
                .spoolDirectory(folder.resolve("spool"))
                .spoolMinFreeBytes(0)
                .uploadInterval(Duration.ofMillis(100 + variant))
                .statusListener(new StatusListener() {
                    @Override
                    public void info(String message) {
                        messages.add(message);
                    }

                    @Override
                    public void warn(String message) {
                        messages.add(message);
                    }
                })
                .build();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("amplitude-"))
                .collect(Collectors.toSet());
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}

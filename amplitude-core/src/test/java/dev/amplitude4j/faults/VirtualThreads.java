// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/**
 * The main class of a JVM in which ten thousand virtual threads log, while nothing runs on the common pool any more. Prints how
 * many events were accepted and delivered, and how often a virtual thread kept its carrier for more than 20 ms.
 */
public final class VirtualThreads {

    static final int THREADS = 10_000;
    static final int EVENTS_PER_THREAD = 5;
    private static final Duration PINNED = Duration.ofMillis(20);

    private VirtualThreads() {}

    /** Reads the seed, the server's URL and a folder. */
    public static void main(String[] arguments) throws Exception {
        Payloads payloads = Payloads.mixed(Long.parseLong(arguments[0]), 1_000);
        Path folder = Path.of(arguments[2]);
        CountDownLatch end = new CountDownLatch(1);
        saturateCommonPool(end);
        AmplitudeClient client = AmplitudeClient.builder(Trial.KEY)
                .serverUrl(arguments[1])
                .maxCachedBytes(64 << 20)
                .spoolDirectory(folder.resolve("spool"))
                .spoolMinFreeBytes(0)
                .build();
        AtomicLong accepted = new AtomicLong();
        long pinned;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withThreshold(PINNED).withStackTrace();
            recording.start();
            logFromAll(client, payloads, accepted);
            recording.stop();
            pinned = count(recording, folder.resolve("pinned.jfr"));
        }
        client.flush(Duration.ofSeconds(60));
        client.close();
        end.countDown();
        Stats stats = client.stats();
        System.out.println("accepted=" + accepted + " delivered=" + stats.delivered() + " pinned=" + pinned
                + " workerErrors=" + stats.traffic().workerErrors());
    }

    /** One event of a user after the other, since each user belongs to one thread. */
    private static void logFromAll(AmplitudeClient client, Payloads payloads, AtomicLong accepted) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            long first = (long) thread * EVENTS_PER_THREAD;
            String user = "virtual-" + thread;
            threads.add(startVirtual(() -> {
                for (long number = first; number < first + EVENTS_PER_THREAD; number++) {
                    if (client.logEvent(payloads.event(number, user)) == LogResult.ACCEPTED) {
                        accepted.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The tests are compiled for a release that has none. */
    private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

    private static void saturateCommonPool(CountDownLatch end) {
        for (int i = 0; i < 4 * ForkJoinPool.getCommonPoolParallelism() + 4; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static long count(Recording recording, Path file) throws Exception {
        recording.dump(file);
        long count = 0;
        for (var event : RecordingFile.readAllEvents(file)) {
            System.err.println(event);
            count++;
        }
        Files.delete(file);
        return count;
    }
}

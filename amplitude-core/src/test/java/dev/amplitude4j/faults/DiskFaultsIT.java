// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.result.Counter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of the fault plan in which a real disk fails: full, read-only, or with errors from the kernel. They mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class DiskFaultsIT {

    private static final int DISK_BYTES = 1 << 20;
    private static final int GROUP_BYTES = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The disk is tried again every five seconds, what is due is looked for four times a second, and the rest is the machine. */
    private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(6);

    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMillis(500);

    private static final Pattern FAILED_SYNC = Pattern.compile("fsync\\(\\d+<([^>]*\\.open)>\\) += -1 .*INJECTED.*");
    private static final Pattern SYNC = Pattern.compile("fsync\\(\\d+<([^>]*\\.open)>.*");

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void d2_fullDisk_isTriedAgain_andUsedOnceThereIsRoom() throws InterruptedException {
        assertThat(BestRound.of(UNTIL_TRIED_AGAIN, this::fullDisk)).isLessThanOrEqualTo(UNTIL_TRIED_AGAIN);
    }

    private Duration fullDisk(int round) throws InterruptedException {
        try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk" + round), DISK_BYTES);
                Trial trial = new Trial("D2")) {
            disk.take(DISK_BYTES / 2);
            Path root = startOn(disk, trial);
            trial.load(14_000, 1_000);
            await().atMost(PATIENCE).until(() -> bytesOnDisk(trial) > DISK_BYTES / 16);
            disk.fill();
            refuses(trial, "spool: (cannot write|full at)");
            assertWhole(root);
            disk.free();
            Duration took = usesItAgain(trial);
            assertWhole(root);
            endsWell(trial, root);
            return took;
        }
    }

    @Test
    void d4_readOnlyDisk_isTriedAgain_andUsedOnceItCanBeWritten() throws InterruptedException {
        assertThat(BestRound.of(UNTIL_TRIED_AGAIN, this::readOnlyDisk)).isLessThanOrEqualTo(UNTIL_TRIED_AGAIN);
    }

    private Duration readOnlyDisk(int round) throws InterruptedException {
        try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk" + round), 64 * DISK_BYTES);
                Trial trial = new Trial("D4, read-only at first")) {
            disk.writable(false);
            Path root = startOn(disk, trial);
            trial.load(11_000, 1_000);
            refuses(trial, "spool: cannot use .*Read-only");
            disk.writable(true);
            Duration took = usesItAgain(trial);
            endsWell(trial, root);
            return took;
        }
    }

    private static Path startOn(TinyDisk disk, Trial trial) {
        Path root = disk.path().resolve("spool");
        trial.start(trial.settings().spoolDirectory(root).spoolMinFreeBytes(0));
        trial.proxy().down();
        return root;
    }

    private static long bytesOnDisk(Trial trial) {
        return trial.client().stats().traffic().get(Counter.BYTES_ON_DISK);
    }

    /** For seven seconds, and so for one attempt to use it again, nothing more is written, and that is said once. */
    private static void refuses(Trial trial, String message) {
        Pattern said = Pattern.compile(message);
        await().atMost(PATIENCE)
                .until(() -> trial.messages().stream()
                        .anyMatch(line -> said.matcher(line).find()));
        long before = bytesOnDisk(trial);
        await().during(Duration.ofSeconds(7))
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(bytesOnDisk(trial)).as(trial.about()).isEqualTo(before));
        for (String reason : List.of("spool: cannot", "spool: full at")) {
            assertThat(trial.messages())
                    .as("%s: said once a minute at most", trial.about())
                    .filteredOn(line -> line.contains(reason))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Duration usesItAgain(Trial trial) {
        long before = bytesOnDisk(trial);
        return BestRound.time(() -> await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(bytesOnDisk(trial)).as(trial.about()).isGreaterThan(before)));
    }

    /** The client goes on writing meanwhile, so that of its file the last group may be seen in part. */
    private static void assertWhole(Path root) {
        assertThat(SpoolFiles.damagedLines(root)).as("lines glued together").isZero();
        assertThat(SpoolFiles.tornBytes(root)).as("bytes of an unfinished line").isLessThan(GROUP_BYTES);
    }

    private static void endsWell(Trial trial, Path root) throws InterruptedException {
        trial.proxy().heal();
        trial.judgeNothingLost();
        // What a busy machine kept a client that has ended from giving back follows soon.
        await().untilAsserted(() -> assertThat(root).isEmptyDirectory());
    }

    /** A kernel refuses to make a mount read-only while the lock is open, but does so itself after an error: in both ways alike. */
    @Test
    void d4_diskThatBecomesReadOnly_losesNothing() {
        String calls =
                "write,ftruncate,fsync,fdatasync,openat,?rename,?renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat";
        injected("D4, read-only from now on", calls + ":error=EROFS");
    }

    @ParameterizedTest
    @Tag("faults")
    @CsvSource({
        "D5 fsync, 'fsync,fdatasync:error=EIO:when=3+7'",
        "D5 write, 'write:error=ENOSPC:when=3+7'",
        "D5 full, 'write:error=ENOSPC'",
        "D5 rename, '?rename,?renameat,renameat2:error=EACCES'",
        "D5 open, 'openat:error=EMFILE:when=3+7'",
        "D5 files, 'openat:error=EMFILE'"
    })
    void d5_errorsOfTheKernel_loseNothing(String row, String injection) {
        injected(row, injection);
    }

    /** The load begins under the faults, which last for long enough that the disk is tried again meanwhile. */
    private void injected(String row, String injection) {
        try (Lives lives = new Lives(row, seed, folder)) {
            VictimProcess victim = startOnDisk(lives);
            SyscallFaults faults = SyscallFaults.inject(victim, folder.resolve("calls"), injection);
            try (faults) {
                victim.ask("load 14000 1000");
                await().during(Duration.ofSeconds(7))
                        .atMost(PATIENCE.plusSeconds(7))
                        .pollInterval(UNTIL_ASKED_AGAIN)
                        .until(() -> {
                            // So there is a thread that waits for the medium.
                            lives.persisted(victim, UNTIL_ASKED_AGAIN.toMillis());
                            faults.follow();
                            return faults.hasInjected();
                        });
            }
            neverSyncedAfterAFailure(faults.calls());
            onlyDiskIsLeft(lives, victim);
        }
    }

    /** Without its name a file is lost, whatever was synced of it. */
    @Test
    @Tag("faults")
    void d5_directoryThatCannotBeSynced_isNotCalledSafe() {
        try (Lives lives = new Lives("D5 directory", seed, folder)) {
            VictimProcess victim = startOnDisk(lives);
            SyscallFaults faults = SyscallFaults.injectAt(
                    victim, folder.resolve("calls"), onlyDirectory(lives.spool()), "fsync:error=EIO");
            try (faults) {
                victim.ask("load 14000 1000");
                await().atMost(PATIENCE).until(() -> {
                    faults.follow();
                    return !lives.persisted(victim, PATIENCE.toMillis()) && faults.hasInjected();
                });
            }
            onlyDiskIsLeft(lives, victim);
        }
    }

    /**
     * A victim with a full file and a growing one on disk, and with the threads that write to them and wait for them. So
     * it has loaded the classes for that, which takes descriptors where they are in a directory.
     */
    private static VictimProcess startOnDisk(Lives lives) {
        lives.proxy().down();
        VictimProcess victim = lives.start();
        victim.ask("log 2000");
        lives.persist(victim);
        return victim;
    }

    /** The disk is well again: all that is held is written. Then a kill, so that only what is on disk is left. */
    private static void onlyDiskIsLeft(Lives lives, VictimProcess victim) {
        victim.ask("await");
        await().atMost(PATIENCE).until(() -> lives.persisted(victim, 1_000));
        lives.assertHoldsAll(victim);
        lives.kill(victim);
        lives.drain();
        lives.judgeInAnyOrder();
    }

    private static Path onlyDirectory(Path root) {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A later success would say nothing of what the failure was about. */
    private static void neverSyncedAfterAFailure(List<String> calls) {
        Set<String> failed = new HashSet<>();
        for (String call : calls) {
            Matcher sync = SYNC.matcher(call);
            if (sync.matches()) {
                assertThat(failed).as("files that failed before").doesNotContain(sync.group(1));
            }
            Matcher failure = FAILED_SYNC.matcher(call);
            if (failure.matches()) {
                failed.add(failure.group(1));
            }
        }
    }
}

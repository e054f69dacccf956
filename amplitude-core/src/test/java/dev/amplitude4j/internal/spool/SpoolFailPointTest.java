// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.spool.MemoryFs.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every single operation of a run fails once, in every way it can. */
class SpoolFailPointTest {

    private static final Path ROOT = Path.of("/spool/fail-points");
    private static final int EVENTS = 1_000;
    private static final int EVENT_BYTES = 90;
    private static final int GROUP = 16;
    private static final int SEGMENT_BYTES = 14_000;

    /** A thread that gets to its work late, while much more is written. */
    private static final class LateSyncer implements Syncer {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable sync) {
            waiting.add(sync);
        }

        void catchUp() {
            for (Runnable sync = waiting.poll(); sync != null; sync = waiting.poll()) {
                sync.run();
            }
        }

        @Override
        public void close() {}
    }

    /** What a run had reached when it ended. */
    private static final class Run {
        final MemoryFs fs = new MemoryFs(ROOT);
        final SpoolLife life;
        final Set<String> synced = new HashSet<>();
        final Set<String> delivered = new HashSet<>();
        final LateSyncer late = new LateSyncer();

        Run(Fault fault, int faultAt) {
            this(fault, faultAt, false);
        }

        Run(Fault fault, int faultAt, boolean syncsLate) {
            fs.fault = fault;
            fs.faultAt = faultAt;
            Syncer syncer = syncsLate ? late : Syncer.SAME_THREAD;
            life = new SpoolLife(fs, ROOT, SpoolLife.limits(SEGMENT_BYTES), 1, syncer);
            try {
                live();
            } catch (MemoryFs.Crash e) {
                assertThat(fs.isDead()).isTrue();
            }
            MemoryFs.forgetLocks(ROOT);
        }

        private void live() {
            for (int from = 0; from < EVENTS; from += GROUP) {
                List<String> group = new ArrayList<>();
                for (int i = from; i < Math.min(EVENTS, from + GROUP); i++) {
                    group.add(SpoolLife.event(i, EVENT_BYTES));
                }
                life.write(group);
                if (from % (5 * GROUP) == 0) {
                    sync();
                }
                if (from % (3 * GROUP) == 0) {
                    life.storeAll();
                } else if (from % (11 * GROUP) == 0) {
                    life.load();
                }
                if (from % (7 * GROUP) == 0 && from > 0) {
                    deliver(from - 3 * GROUP, 9);
                }
                life.pass(Duration.ofMillis(50));
                if (from % (8 * GROUP) == 0) {
                    late.catchUp();
                }
            }
            for (int i = 0; i < 4; i++) {
                late.catchUp();
                life.pass(Duration.ofSeconds(5));
                life.writeAgain();
                life.load();
            }
            sync();
            late.catchUp();
            life.pass(Duration.ofMillis(50));
            life.spool.close();
            late.catchUp();
        }

        private void sync() {
            Set<String> written = new HashSet<>();
            life.kept.forEach((event, place) -> {
                if (life.spool.isTrusted(place)) {
                    written.add(event);
                }
            });
            Future<?> unused = life.spool.sync().thenAccept(durable -> {
                if (durable) {
                    synced.addAll(written);
                }
            });
        }

        private void deliver(int from, int count) {
            for (int i = from; i < from + count; i++) {
                String event = SpoolLife.event(i, EVENT_BYTES);
                if (life.kept.containsKey(event)) {
                    life.done(event);
                    delivered.add(event);
                }
            }
        }

        Set<String> all() {
            Set<String> all = new HashSet<>();
            for (int i = 0; i < EVENTS; i++) {
                all.add(SpoolLife.event(i, EVENT_BYTES));
            }
            return all;
        }
    }

    @Test
    void run_withoutFault_needsEightSegments() {
        Run run = new Run(Fault.NONE, -1);
        assertThat(run.fs.files().keySet().stream()
                        .filter(path -> path.toString().endsWith(".seg")))
                .hasSize(8);
        assertThat(recover(run.fs).kept.keySet()).isEqualTo(remaining(run));
    }

    @Test
    void error_atAnyOperation_losesNothing() {
        everyOperation(Fault.ERROR, false);
    }

    @Test
    void partialWrite_atAnyOperation_losesNothing() {
        everyOperation(Fault.PARTIAL_WRITE, false);
    }

    private void everyOperation(Fault fault, boolean syncsLate) {
        int operations = new Run(Fault.NONE, -1, syncsLate).fs.operations;
        System.out.println(fault + " at each of " + operations + " operations");
        for (int at = 0; at < operations; at++) {
            Run run = new Run(fault, at, syncsLate);
            assertThat(run.fs.isDead()).as("at %d", at).isFalse();
            SpoolLife after = recover(run.fs.afterKill());
            assertThat(after.kept.keySet()).as("at %d", at).containsAll(remaining(run));
            assertThat(after.corrupt + after.lost).as("at %d", at).isZero();
            assertThat(run.all()).as("at %d", at).containsAll(after.kept.keySet());
        }
    }

    @Test
    void error_atAnyOperationOfRecovery_losesNothing() {
        int operations = recoverWithErrorAt(-1);
        for (int at = 0; at < operations; at++) {
            recoverWithErrorAt(at);
        }
    }

    private int recoverWithErrorAt(int at) {
        Run run = new Run(Fault.NONE, -1);
        run.fs.afterKill();
        run.fs.operations = 0;
        run.fs.fault = Fault.ERROR;
        run.fs.faultAt = at;
        SpoolLife second = new SpoolLife(run.fs, ROOT, SpoolLife.limits(SEGMENT_BYTES), 2);
        second.recover();
        second.spool.close();
        MemoryFs.forgetLocks(ROOT);
        final int operations = run.fs.operations;
        SpoolLife third = recover(run.fs.afterKill());
        assertThat(third.kept.keySet()).as("at %d", at).isEqualTo(remaining(run));
        assertThat(second.corrupt + second.lost + third.corrupt + third.lost)
                .as("at %d", at)
                .isZero();
        return operations;
    }

    @Test
    void kill_atAnyOperation_losesNothingThatWasWritten() {
        int operations = new Run(Fault.NONE, -1).fs.operations;
        for (int at = 0; at < operations; at++) {
            Run run = new Run(Fault.CRASH, at);
            assertThat(run.fs.isDead()).isTrue();
            SpoolLife after = recover(run.fs.afterKill());
            Set<String> written = new HashSet<>(run.life.kept.keySet());
            assertThat(after.kept.keySet()).as("at %d", at).containsAll(written);
            assertThat(run.all()).as("at %d", at).containsAll(after.kept.keySet());
            assertThat(after.corrupt + after.lost).as("at %d", at).isZero();
            assertThat(after.spool.tornBytes()).as("at %d", at).isLessThan((EVENT_BYTES + 10) * GROUP);
        }
    }

    @Test
    void powerLoss_atAnyOperation_losesNothingThatWasSynced() {
        powerLoss(0, false);
    }

    @Test
    void powerLossWithReordering_atAnyOperation_losesNothingThatWasSynced() {
        powerLoss(0.5, false);
    }

    @Test
    void powerLoss_whileSyncsAreLate_losesNothingThatWasSynced() {
        powerLoss(0, true);
    }

    @Test
    void error_whileSyncsAreLate_losesNothing() {
        everyOperation(Fault.ERROR, true);
    }

    private void powerLoss(double survival, boolean syncsLate) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Run whole = new Run(Fault.NONE, -1, syncsLate);
        assertThat(whole.synced).hasSizeGreaterThan(800);
        for (int at = 0; at < whole.fs.operations; at++) {
            Run run = new Run(Fault.CRASH, at, syncsLate);
            SpoolLife after = recover(run.fs.afterPowerLoss(new Random(seed + at), survival));
            Set<String> safe = new HashSet<>(run.synced);
            safe.removeAll(run.delivered);
            assertThat(after.kept.keySet()).as("at %d, seed %d", at, seed).containsAll(safe);
            assertThat(run.all()).as("at %d, seed %d", at, seed).containsAll(after.kept.keySet());
        }
    }

    private static Set<String> remaining(Run run) {
        Set<String> remaining = run.all();
        remaining.removeAll(run.delivered);
        return remaining;
    }

    /** The next life; it must find its way whatever is there. */
    private static SpoolLife recover(MemoryFs fs) {
        SpoolLife after = new SpoolLife(fs, ROOT, SpoolLife.limits(SEGMENT_BYTES), 2);
        after.recover();
        MemoryFs.forgetLocks(ROOT);
        return after;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Victims that share one spool, most of them one after the other, what each accepted, and what of it may be missing in the end.
 * Used by the thread of one test.
 */
final class Lives implements AutoCloseable {

    /** Events accepted within so many milliseconds before a kill may be lost. */
    static final long KILL_WINDOW_MILLIS = 200;

    private static final int NUMBERS_PER_LIFE = 30_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String about;
    private final long seed;
    private final Path folder;
    private final Emulator emulator = Emulator.start();
    private final FaultProxy proxy = new FaultProxy(emulator.port());
    private final List<VictimProcess> victims = new ArrayList<>();
    private final List<Killed> killed = new ArrayList<>();
    private final BitSet accepted = new BitSet();
    private final BitSet offered = new BitSet();
    private final BitSet flushed = new BitSet();
    private List<String> jvm = List.of();

    /** Which events a victim accepted, and when it was killed. */
    private record Killed(AcceptedIds ids, long atMillis) {

        /** What is promised is of a process that runs: what a busy machine withheld from it comes on top. */
        long windowMillis() {
            long beforeKill = Math.max(0, atMillis - ids.lastBeatMillis() - Pulse.BEAT_MILLIS);
            return KILL_WINDOW_MILLIS + Math.max(beforeKill, ids.stallMillis());
        }
    }

    /** Lives below that folder. */
    Lives(String row, long seed, Path folder) {
        this.about = row + ", seed " + seed;
        this.seed = seed;
        this.folder = folder;
        System.out.println(about);
    }

    String about() {
        return about;
    }

    Emulator emulator() {
        return emulator;
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** The directory that all of them spool to. */
    Path spool() {
        return folder.resolve("spool");
    }

    /** Gives the next ones those options of the JVM. */
    Lives with(String... options) {
        jvm = List.of(options);
        return this;
    }

    /** The next one. */
    VictimProcess start(String... settings) {
        return startBy(List.of(), settings);
    }

    /** The next one, started by way of another program. */
    VictimProcess startBy(List<String> launcher, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("spool=" + spool());
        return startWith(launcher, all);
    }

    /** The next one, which holds its events in memory only. */
    VictimProcess startWithoutSpool(String... settings) {
        return startWith(List.of(), new ArrayList<>(List.of(settings)));
    }

    private VictimProcess startWith(List<String> launcher, List<String> all) {
        int life = victims.size();
        all.addAll(List.of("url=" + proxy.url(), "first=" + (long) life * NUMBERS_PER_LIFE));
        try {
            Path own = Files.createDirectories(folder.resolve("life-" + life));
            Files.setPosixFilePermissions(own, Files.getPosixFilePermissions(folder));
            VictimProcess victim = VictimProcess.start(launcher, own, seed, jvm, all.toArray(String[]::new));
            victims.add(victim);
            return victim;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it put on disk what it accepted so far: none of that may be lost any more. */
    void persist(VictimProcess victim) {
        assertThat(persisted(victim, 60_000)).as(about).isTrue();
    }

    /** The same where a disk may fail: whether that is called safe in time; if so, none of it may be lost any more. */
    boolean persisted(VictimProcess victim, long millis) {
        BitSet before = victim.accepted().all();
        boolean safe = victim.ask("persist " + millis).equals("safe=1");
        if (safe) {
            flushed.or(before);
        }
        return safe;
    }

    /** Lives through what one does that may end itself on the way: takes over, accepts, persists, closes; whether it halted. */
    boolean mayHalt(VictimProcess victim) {
        victim.tell("load 300 1000");
        victim.tell("await");
        BitSet before = victim.accepted().all();
        if (victim.tell("persist 20000").equals("safe=1")) {
            flushed.or(before);
        }
        boolean halted = victim.tell("close").isEmpty();
        if (halted) {
            killed.add(new Killed(victim.accepted(), victim.haltedAtMillis()));
        }
        ended(victim);
        return halted;
    }

    /** Kills it. */
    void kill(VictimProcess victim) {
        long nowMillis = System.currentTimeMillis();
        victim.kill();
        killed.add(new Killed(victim.accepted(), nowMillis));
        ended(victim);
    }

    /** Notes what one accepted that ended, or will accept no more. */
    void ended(VictimProcess victim) {
        BitSet all = victim.accepted().all();
        accepted.or(all);
        offered.or(all);
        int first = victims.indexOf(victim) * NUMBERS_PER_LIFE;
        for (int line = 0; line < Payloads.LINES; line++) {
            offered.set(nextOf(all, first + line));
        }
    }

    /** The event that a killed thread of the load may have offered without a note that it was accepted. */
    private static int nextOf(BitSet all, int first) {
        int next = first;
        for (int number = all.nextSetBit(first); number >= 0; number = all.nextSetBit(number + 1)) {
            if ((number - first) % Payloads.LINES == 0) {
                next = number + Payloads.LINES;
            }
        }
        return next;
    }

    /** Asks one to end, and checks that it accounted for everything on its way. */
    Map<String, Long> close(VictimProcess victim) {
        Map<String, Long> figures = victim.figures("figures");
        victim.ask("close");
        ended(victim);
        assertNothingDropped(victim, figures);
        return figures;
    }

    /** Checks that one whose load is over, and none of whose events could be delivered, holds all of them. */
    void assertHoldsAll(VictimProcess victim) {
        Map<String, Long> figures = victim.figures("figures");
        System.out.println(about + ": " + figures + victim.err());
        assertNothingDropped(victim, figures);
        assertThat(figures.get("accepted"))
                .as("%s: %s", about, figures)
                .isEqualTo(victim.accepted().all().cardinality())
                .isEqualTo(figures.get("pending"));
        assertThat(figures.get("workerErrors"))
                .as("%s: %s", about, victim.err())
                .isZero();
    }

    private void assertNothingDropped(VictimProcess victim, Map<String, Long> figures) {
        assertThat(figures.getOrDefault("thrown", 0L))
                .as("%s: thrown to callers", about)
                .isZero();
        assertThat(figures.get("dropped")).as("%s: %s", about, victim.err()).isZero();
    }

    /** Starts one that lives alone, and waits until it has taken over and delivered all; returns its last figures. */
    Map<String, Long> drain() {
        emulator.faults(List.of());
        proxy.down();
        VictimProcess last = start();
        last.ask("load 4 1000");
        last.ask("await");
        persist(last); // so that it has a directory, which stays to the end
        proxy.heal();
        awaitDrained(List.of(last));
        Map<String, Long> figures = last.figures("figures");
        last.ask("close");
        ended(last);
        assertThat(figures.get("delivered")).as(about).isEqualTo(figures.get("accepted") + figures.get("recovered"));
        assertThat(figures.get("workerErrors")).as("%s: %s", about, last.err()).isZero();
        awaitEmptySpool();
        return figures;
    }

    /** Waits until nothing is left of clients that have ended; what a busy machine kept one from giving back follows soon. */
    void awaitEmptySpool() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(spool()).as(about).isEmptyDirectory());
    }

    /** Waits until those that live have taken over and delivered all, and the spool has a directory for each of them. */
    void awaitDrained(List<VictimProcess> alive) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertDrained(alive));
        } catch (ConditionTimeoutException e) {
            alive.forEach(victim -> victim.ask("stacks"));
            assertDrained(alive);
        }
    }

    private void assertDrained(List<VictimProcess> alive) {
        for (VictimProcess victim : alive) {
            Map<String, Long> figures = victim.figures("figures");
            assertThat(figures.get("pending"))
                    .as("%s: %s%n%s", about, figures, victim.err())
                    .isZero();
        }
        assertThat(directories()).as(about).isEqualTo(alive.size());
    }

    /** How many clients have a directory in the spool. */
    long directories() {
        try (Stream<Path> entries = Files.list(spool())) {
            return entries.filter(Files::isDirectory).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All checks, when all have ended: only the events of the last moments before a kill may be missing. */
    void judge() {
        judge(number -> number / NUMBERS_PER_LIFE);
    }

    /** The same where a disk failed: what was written anew stands behind what was written meanwhile. */
    void judgeInAnyOrder() {
        judge(number -> number);
    }

    private void judge(LongUnaryOperator orderOf) {
        Judge judge = new Judge(about, emulator, Payloads.mixed(seed, 1_000));
        BitSet missing = minus(accepted, judge.arrived());
        long overdue = overdueMillis(missing);
        System.out.println(about + ": accepted " + accepted.cardinality() + ", flushed " + flushed.cardinality()
                + ", kills " + killed.size() + ", missing " + missing.cardinality() + ", duplicates sent "
                + emulator.counts().duplicates());
        assertThat(overdue)
                .as("%s: ms by which a lost event was too old", about)
                .isNotPositive();
        assertThat(minus(missing, allOfTheKilled()))
                .as("%s: missing, but not killed", about)
                .isEqualTo(new BitSet());
        missing.and(flushed);
        assertThat(missing).as("%s: flushed, but missing", about).isEqualTo(new BitSet());
        assertThat(minus(judge.arrived(), offered)).as("%s: strangers", about).isEqualTo(new BitSet());
        judge.intact(offered.cardinality(), orderOf);
        judge.harmless(List.of(), victims.stream().map(VictimProcess::err).toList());
    }

    /** By how many milliseconds the oldest event that is missing was older than the window of its process; negative if none. */
    private long overdueMillis(BitSet missing) {
        long overdue = -KILL_WINDOW_MILLIS;
        for (Killed one : killed) {
            BitSet lost = one.ids.all();
            lost.and(missing);
            long age = lost.stream()
                    .mapToLong(n -> one.atMillis - one.ids.millis(n))
                    .max()
                    .orElse(0);
            System.out.println(about + ": lost " + lost.cardinality() + " of "
                    + one.ids.all().cardinality() + ", of the last "
                    + age + " ms; did not run for the last " + (one.atMillis - one.ids.lastBeatMillis())
                    + " ms, and for "
                    + one.ids.stallMillis() + " ms before");
            overdue = Math.max(overdue, age - one.windowMillis());
        }
        return overdue;
    }

    private BitSet allOfTheKilled() {
        BitSet all = new BitSet();
        killed.forEach(one -> all.or(one.ids.all()));
        return all;
    }

    private static BitSet minus(BitSet from, BitSet what) {
        BitSet rest = (BitSet) from.clone();
        rest.andNot(what);
        return rest;
    }

    @Override
    public void close() {
        victims.forEach(VictimProcess::close);
        proxy.close();
        emulator.close();
    }
}

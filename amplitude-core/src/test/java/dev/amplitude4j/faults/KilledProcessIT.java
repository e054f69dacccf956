// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of the fault plan in which processes with a spool are killed. They run alone. */
@Isolated
class KilledProcessIT {

    /** So many have numbers of their own below one spool. */
    private static final int LIVES = 25;

    private static final int SAMPLES = 6;

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    /** How the server is while processes are killed. */
    enum Server {
        UP,
        DOWN,
        THROTTLING
    }

    @ParameterizedTest
    @EnumSource
    void p1_killedAtAnyMoment_losesTheLastMomentsAtMost_scaled(Server server) {
        killed(server, 3);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    void p1_killedAtAnyMoment_losesTheLastMomentsAtMost(Server server) {
        killed(server, 30);
    }

    /** Each round takes over what the one before left, some while it is still doing so when it is killed itself. */
    private void killed(Server server, int rounds) {
        Random random = new Random(seed);
        try (Lives lives = new Lives("P1, server " + server, seed, folder)) {
            for (int round = 0; round < rounds; round++) {
                disturb(lives, server, random);
                VictimProcess victim = lives.start();
                victim.ask("load 20000 1000");
                pass(random.nextInt(1_500));
                if (random.nextBoolean()) {
                    lives.persist(victim);
                    pass(random.nextInt(100));
                }
                lives.kill(victim);
            }
            System.out.println(lives.about() + ": " + lives.drain());
            lives.judge();
        }
    }

    @Test
    void p2_haltedAtAnOperationOnTheDisk_losesTheLastMomentsAtMost_scaled() {
        int operations = operations();
        halted(IntStream.range(0, SAMPLES)
                .map(i -> 1 + i * operations / SAMPLES)
                .toArray());
    }

    @Test
    @Tag("faults")
    void p2_haltedAtEachOperationOnTheDisk_losesTheLastMomentsAtMost() {
        halted(IntStream.rangeClosed(1, operations()).toArray());
    }

    /** How many operations a life takes that takes over what another left, accepts, persists and closes. */
    private int operations() {
        try (Lives lives = new Lives("P2, counting", seed, folder.resolve("counting"))) {
            lives.proxy().down();
            assertThat(lives.mayHalt(lives.start("haltAt=0"))).isFalse();
            lives.proxy().heal();
            VictimProcess whole = lives.start("haltAt=0");
            assertThat(lives.mayHalt(whole)).isFalse();
            int operations = whole.figures("operations").get("operations").intValue();
            System.out.println(lives.about() + ": " + operations + " operations");
            assertThat(operations).isGreaterThan(30);
            return operations;
        }
    }

    /** Each takes over what the one before left, the server being dead for every other one. */
    private void halted(int... operations) {
        int halts = 0;
        for (int from = 0; from < operations.length; from += LIVES) {
            try (Lives lives =
                    new Lives("P2, operations from " + operations[from], seed, folder.resolve("at-" + from))) {
                for (int i = from; i < Math.min(operations.length, from + LIVES); i++) {
                    disturb(lives, i % 2 == 0 ? Server.DOWN : Server.UP, new Random(seed));
                    halts += lives.mayHalt(lives.start("haltAt=" + operations[i])) ? 1 : 0;
                    lives.proxy().heal();
                }
                lives.drain();
                lives.judge();
            }
        }
        System.out.println("P2: " + halts + " halts at " + operations.length + " operations");
        assertThat(halts).isGreaterThan(operations.length / 2);
    }

    /** The server is dead from the first event to the third process, so that none of the events is under way at the kill. */
    @Test
    void p11_spoolOfTheKilled_isTakenOverByOne_andNoEventIsSentByTwo() {
        try (Lives lives = new Lives("P11", seed, folder)) {
            lives.proxy().down();
            VictimProcess one = lives.start();
            VictimProcess two = lives.start();
            one.ask("load 1000 1000");
            two.ask("load 1000 1000");
            one.ask("await");
            lives.persist(one);
            lives.kill(one);
            VictimProcess three = lives.start();
            three.ask("load 1000 1000");
            three.ask("await");
            two.ask("await");
            lives.persist(two);
            lives.persist(three);
            lives.proxy().heal();
            long recovered = settled(lives, List.of(two, three));
            assertThat(recovered).as(lives.about()).isEqualTo(1_000);
            assertThat(lives.emulator().counts().receipts()).as("sent").isEqualTo(3_000);
            endAll(lives, List.of(two, three));
        }
    }

    /** Nobody starts after the kill: one that lives looks for what the dead left, each 20 seconds. */
    @Test
    @Tag("faults")
    void p11_spoolOfTheKilled_isTakenOverByOneThatLives_withinAMinute() {
        try (Lives lives = new Lives("P11, living", seed, folder)) {
            lives.proxy().down();
            VictimProcess one = lives.start();
            VictimProcess two = lives.start();
            one.ask("load 1000 1000");
            one.ask("await");
            two.ask("load 1000 1000");
            two.ask("await");
            lives.persist(one);
            lives.persist(two);
            lives.kill(one);
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> two.figures("figures").get("recovered") == 1_000);
            lives.proxy().heal();
            assertThat(settled(lives, List.of(two))).isEqualTo(1_000);
            assertThat(lives.emulator().counts().receipts()).as("sent").isEqualTo(2_000);
            endAll(lives, List.of(two));
        }
    }

    /** Waits until those have delivered all, one directory each; returns how many events they took over. */
    private static long settled(Lives lives, List<VictimProcess> alive) {
        lives.awaitDrained(alive);
        return alive.stream()
                .mapToLong(victim -> victim.figures("figures").get("recovered"))
                .sum();
    }

    private static void endAll(Lives lives, List<VictimProcess> alive) {
        for (VictimProcess victim : alive) {
            victim.ask("close");
            lives.ended(victim);
        }
        lives.awaitEmptySpool();
        lives.judge();
    }

    private static void disturb(Lives lives, Server server, Random random) {
        switch (server) {
            case UP -> {}
            case DOWN -> lives.proxy().down();
            case THROTTLING -> lives.emulator().faults(throttling(random));
        }
    }

    /** Everybody, or a few users by name. */
    private static List<Fault> throttling(Random random) {
        if (random.nextBoolean()) {
            return List.of(Fault.answer(429).build());
        }
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            faults.add(Fault.throttleUser(String.format("user-%05d", random.nextInt(1_000)))
                    .build());
        }
        return faults;
    }

    private static void pass(int millis) {
        await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}

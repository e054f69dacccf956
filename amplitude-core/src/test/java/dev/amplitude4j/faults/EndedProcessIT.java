// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import dev.amplitude4j.emulator.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows of the fault plan in which a process is asked to end while the server is dead. They run alone. */
@Isolated
class EndedProcessIT {

    private static final Duration LATEST_EXIT = Duration.ofSeconds(6);
    private static final Pattern SHUTDOWN_NO_SPOOL = Pattern.compile("SHUTDOWN_NO_SPOOL=(\\d+)");

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void p3_terminatedWithAFullQueue_withoutSpool_saysHowManyAreLost() {
        endsInTime("P3, no spool", EndedProcessIT::fullQueueWithoutSpool);
    }

    private static long fullQueueWithoutSpool(Lives lives) {
        VictimProcess victim = lives.startWithoutSpool("hook=true");
        Map<String, Long> before = fill(lives, victim);
        assertThat(before.get("queueFull")).isPositive();
        long millis = victim.terminate();
        System.out.println(lives.about() + ": exit after " + millis + " ms; " + before + victim.err());
        Matcher lost = SHUTDOWN_NO_SPOOL.matcher(victim.err());
        assertThat(lost.find()).as(victim.err()).isTrue();
        long accepted = victim.accepted().all().cardinality();
        assertThat(Long.parseLong(lost.group(1))).isEqualTo(accepted - before.get("delivered"));
        assertThat(lives.emulator().counts().events()).isEqualTo(before.get("delivered"));
        return millis;
    }

    @Test
    void p3_terminatedWithAFullQueue_withSpool_losesNothing() {
        endsInTime("P3, spool", EndedProcessIT::fullQueueWithSpool);
    }

    private static long fullQueueWithSpool(Lives lives) {
        VictimProcess victim = lives.start("hook=true");
        Map<String, Long> before = fill(lives, victim);
        long millis = victim.terminate();
        System.out.println(lives.about() + ": exit after " + millis + " ms; " + before + victim.err());
        assertThat(victim.err()).contains("closed: ").doesNotContain("SHUTDOWN_NO_SPOOL");
        lives.ended(victim);
        assertThat(lives.drain().get("recovered")).isEqualTo(before.get("accepted") - before.get("delivered"));
        lives.judge();
        return millis;
    }

    /** Some are delivered first; then the server dies, and more come than memory holds. */
    private static Map<String, Long> fill(Lives lives, VictimProcess victim) {
        victim.ask("load 400 1000");
        victim.ask("await");
        victim.ask("flush 20000");
        lives.proxy().down();
        victim.ask("load 29500 20000");
        victim.ask("await");
        return victim.figures("figures");
    }

    @Test
    void p5_closedByManyAndByTheHook_endsOnce_inTime() {
        endsInTime("P5", EndedProcessIT::closedByManyAndByTheHook);
    }

    private static long closedByManyAndByTheHook(Lives lives) {
        VictimProcess victim = lives.start("hook=true");
        fill(lives, victim);
        victim.ask("closing 8");
        long millis = victim.terminate();
        System.out.println(lives.about() + ": exit after " + millis + " ms");
        assertThat(victim.err().split("closed: ", -1)).as("one equation").hasSize(2);
        lives.ended(victim);
        lives.drain();
        lives.judge();
        return millis;
    }

    @Test
    void p4_terminatedWhileTheServerTrickles_losesNothing() {
        disturbed("P4, trickle", lives -> lives.proxy().downstream(Toxics.slicer(1, Duration.ofMillis(200))));
    }

    /** Each request is refused as a whole, so that the one to blame is searched for in it when the end comes. */
    @Test
    void p4_terminatedWhileItSearchesForABadEvent_losesNothing() {
        disturbed(
                "P4, bisecting",
                lives -> lives.emulator()
                        .faults(Fault.answer(400).body("").delayMillis(200).build()));
    }

    @Test
    void p4_terminatedWhileUsersArePaused_losesNothing() {
        List<Fault> faults = IntStream.range(0, 200)
                .mapToObj(i -> Fault.throttleUser(String.format("user-%05d", i)).build())
                .toList();
        disturbed("P4, paused", lives -> lives.emulator().faults(faults));
    }

    @Test
    void p4_terminatedWhileItRecovers_losesNothing() {
        disturbed("P4, recovering", lives -> {
            lives.emulator().faults(Fault.usualAnswer().delayMillis(300).build());
            VictimProcess before = lives.start();
            fill(lives, before);
            before.ask("close");
            lives.ended(before);
            lives.proxy().heal();
        });
    }

    /** A second of load in that state of things, then the end; the next life delivers what is left. */
    private void disturbed(String row, Consumer<Lives> disturbance) {
        endsInTime(row, lives -> {
            disturbance.accept(lives);
            VictimProcess victim = lives.start("hook=true");
            victim.ask("load 3000 3000");
            victim.ask("await");
            Map<String, Long> before = victim.figures("figures");
            long millis = victim.terminate();
            System.out.println(lives.about() + ": exit after " + millis + " ms; " + before);
            assertThat(before.get("pending")).as(lives.about()).isPositive();
            lives.ended(victim);
            lives.drain();
            lives.judge();
            return millis;
        });
    }

    /** The hook waits for the end of a client whose callbacks are busy with the exit. */
    @Test
    void p5_exitInACallback_endsTheProcess() {
        endsInTime("P5, exit in a callback", lives -> {
            VictimProcess victim = lives.start("hook=true", "callback=exit");
            victim.ask("log 100");
            // The batch takes a second to fill before there is anything to call back.
            await().until(() -> lives.emulator().counts().events() > 0);
            long startNanos = System.nanoTime();
            victim.awaitEnd();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
            System.out.println(lives.about() + ": exit after " + millis + " ms");
            lives.ended(victim);
            lives.drain();
            lives.judge();
            return millis;
        });
    }

    /** The row, in up to five rounds, each of which must end well, and one of them in time. */
    private void endsInTime(String row, ToLongFunction<Lives> round) {
        Duration best = BestRound.of(LATEST_EXIT, number -> {
            try (Lives lives = new Lives(row, seed, folder.resolve("round-" + number))) {
                return Duration.ofMillis(round.applyAsLong(lives));
            }
        });
        assertThat(best).isLessThanOrEqualTo(LATEST_EXIT);
    }
}

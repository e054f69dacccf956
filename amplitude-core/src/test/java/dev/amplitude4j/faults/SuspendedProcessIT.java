// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.SocketTable;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows of the fault plan in which a process is suspended for a while, as a laptop is, or a virtual machine. They mostly wait. */
@Execution(ExecutionMode.CONCURRENT)
class SuspendedProcessIT {

    private static final int EVENTS = 2_000;

    /** It may rest for a minute between two attempts. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void p6_suspendedInAnOutage_makesUpForNothing_scaled() {
        inAnOutage(Duration.ofSeconds(6));
    }

    @Test
    @Tag("faults")
    void p6_suspendedInAnOutage_makesUpForNothing() {
        inAnOutage(Duration.ofMinutes(1));
    }

    /** Its backoff and its linger were over many times meanwhile: it tries once, not once for each. */
    private void inAnOutage(Duration pause) {
        try (Lives lives = new Lives("P6, outage", seed, folder)) {
            lives.emulator().faults(Fault.answer(503).build());
            VictimProcess victim = loaded(lives);
            await().atMost(PATIENCE)
                    .until(() -> asksWithFewEvents(lives.emulator().requests()));
            suspend(victim, pause);
            int before = lives.emulator().requests().size();
            victim.signal("CONT");
            await().atMost(PATIENCE).until(() -> lives.emulator().requests().size() > before);
            pass(Duration.ofMillis(500));
            long[] millis = lives.emulator().requests().stream()
                    .skip(before)
                    .mapToLong(ReceivedRequest::receivedAtMillis)
                    .toArray();
            System.out.println(lives.about() + ": after it went on, requests at " + Arrays.toString(millis));
            assertThat(Arrays.stream(millis).filter(at -> at - millis[0] < 100))
                    .as("%s: requests in the first 100 ms", lives.about())
                    .hasSize(1);
            lives.emulator().faults(List.of());
            judge(lives, victim);
        }
    }

    /** Attempts were under way, and their deadlines pass: each is over once. */
    @Test
    void p6_suspendedInTheMiddleOfAttempts_losesEachOnce() {
        try (Lives lives = new Lives("P6, deadline", seed, folder)) {
            lives.proxy().blackhole(true);
            VictimProcess victim = loaded(lives, "requestTimeoutMillis=4000");
            await().until(() -> areAllUnderWay(lives, victim));
            suspend(victim, Duration.ofSeconds(6));
            lives.proxy().blackhole(false);
            victim.signal("CONT");
            Map<String, Long> figures = judge(lives, victim);
            System.out.println(lives.about() + ": " + figures);
            assertThat(figures.get("ambiguous"))
                    .isEqualTo(figures.get("attempts") - EVENTS)
                    .isBetween(1L, (long) EVENTS);
        }
    }

    /** Every event is in a request that has begun to arrive. */
    private static boolean areAllUnderWay(Lives lives, VictimProcess victim) {
        long begun = SocketTable.unreadConnectionsAt(lives.proxy().port());
        return victim.figures("figures").get("attempts") == EVENTS
                && begun == lives.proxy().connections()
                && begun > 1;
    }

    /** As it does once the breaker is open. */
    private static boolean asksWithFewEvents(List<ReceivedRequest> requests) {
        return !requests.isEmpty() && requests.get(requests.size() - 1).events() <= 10;
    }

    private static VictimProcess loaded(Lives lives, String... settings) {
        VictimProcess victim = lives.start(settings);
        victim.ask("load " + EVENTS + " 4000");
        victim.ask("await");
        return victim;
    }

    private static void suspend(VictimProcess victim, Duration pause) {
        victim.signal("STOP");
        pass(pause);
    }

    private static Map<String, Long> judge(Lives lives, VictimProcess victim) {
        lives.awaitDrained(List.of(victim));
        Map<String, Long> figures = lives.close(victim);
        assertThat(figures.get("delivered")).as(lives.about()).isEqualTo(EVENTS);
        lives.judge();
        return figures;
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Compares what a client says and what was logged with what the emulator has: conservation, integrity, harmlessness. Every
 * message begins with the row and its seed.
 */
public final class Judge {

    private final String about;
    private final Emulator emulator;
    private final Payloads payloads;

    /** A judge of what that emulator received; {@code about} names the row and its seed. */
    public Judge(String about, Emulator emulator, Payloads payloads) {
        this.about = about;
        this.emulator = emulator;
        this.payloads = payloads;
    }

    /**
     * Conservation at a quiet moment: the equation holds, every accepted event arrived or was dropped for a counted reason,
     * nothing arrived that was not accepted, and nothing is held for what is gone.
     */
    public void conserved(Stats stats, BitSet accepted) {
        assertThat(stats.isBalanced()).as("%s: %s", about, stats).isTrue();
        assertThat(stats.accepted()).as("%s: accepted by count", about).isEqualTo(accepted.cardinality());
        assertThat(stats.traffic().workerErrors())
                .as("%s: worker errors", about)
                .isZero();
        assertThat(stats.traffic().attempts())
                .as("%s: attempts against receipts", about)
                .isGreaterThanOrEqualTo(emulator.counts().receipts());
        BitSet arrived = arrived();
        BitSet strangers = (BitSet) arrived.clone();
        strangers.andNot(accepted);
        assertThat(strangers.cardinality()).as("%s: strangers", about).isZero();
        if (stats.pending() == 0) {
            assertThat((long) arrived.cardinality())
                    .as("%s: distinct events arrived; %s", about, stats)
                    .isEqualTo(stats.accepted() - stats.droppedTotal());
            assertThat(stats.delivered())
                    .as("%s: delivered by count", about)
                    .isEqualTo(stats.accepted() - stats.droppedTotal());
            assertThat(stats.traffic().bytesInMemory())
                    .as("%s: bytes held", about)
                    .isZero();
        }
    }

    /** What arrived is exactly that. */
    public void arrivedExactly(BitSet accepted) {
        assertThat(arrived()).as("%s: events arrived", about).isEqualTo(accepted);
    }

    /**
     * Every attempt that the client counted is a receipt that the server counted, but for those of so many events that went
     * elsewhere, and of so many that got no answer in time, which the server may have got or not.
     */
    public void everyAttemptReceived(Stats stats, long elsewhere, long doubtful) {
        long certain = emulator.counts().receipts() + elsewhere;
        assertThat(stats.traffic().attempts())
                .as("%s: attempts against receipts", about)
                .isBetween(certain, certain + doubtful);
    }

    /** Integrity: what arrived is what was logged, once, in order, under one insert_id in all attempts. */
    public void intact(long acceptedEvents) {
        intact(acceptedEvents, number -> 0);
    }

    /** The same where only events of which {@code orderOf} says the same keep an order, such as those of one life. */
    void intact(long acceptedEvents, LongUnaryOperator orderOf) {
        Set<Long> numbers = new HashSet<>();
        Map<String, Long> lastOfUser = new HashMap<>();
        for (StoredEvent event : emulator.received()) {
            JsonNode node = event.node();
            assertThat(payloads.flaw(node)).as(about).isNull();
            long number = Payloads.number(node);
            assertThat(numbers.add(number)).as("%s: %s came twice", about, node).isTrue();
            Long before = lastOfUser.put(orderOf.applyAsLong(number) + event.userId(), number);
            assertThat(before == null || before < number)
                    .as("%s: %s of %s came after %s", about, number, event.userId(), before)
                    .isTrue();
        }
        Set<String> insertIds = new HashSet<>();
        emulator.requests().forEach(request -> insertIds.addAll(request.insertIds()));
        assertThat((long) insertIds.size())
                .as("%s: insert ids over all attempts", about)
                .isLessThanOrEqualTo(acceptedEvents);
    }

    /** Harmlessness: callers met no exception, and nothing that was captured holds the key. */
    public void harmless(Collection<Throwable> thrown, Collection<String> captured) {
        assertThat(thrown).as("%s: exceptions to callers", about).isEmpty();
        assertThat(captured).as("%s: the key in what was captured", about).noneMatch(text -> text.contains(Trial.KEY));
    }

    /**
     * Conservation, integrity and liveness of a victim that nobody killed, with its mapped file as witness: a fresh event and all
     * before it arrive. Then it closes, and leaves nothing.
     */
    void allArrive(VictimProcess victim, Duration atMost) {
        victim.ask("load 4 1000");
        victim.ask("await");
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> victim.figures("figures").get("pending") == 0);
        Map<String, Long> figures = victim.figures("figures");
        BitSet accepted = victim.accepted().all();
        assertThat(figures.get("accepted")).as(about).isEqualTo(accepted.cardinality());
        assertThat(figures.get("delivered")).as(about).isEqualTo(accepted.cardinality());
        assertThat(figures.get("workerErrors")).as(about).isZero();
        arrivedExactly(accepted);
        intact(accepted.cardinality());
        assertThat(victim.figures("close").get("closeMillis")).as(about).isLessThanOrEqualTo(5_250);
        await(about)
                .atMost(Duration.ofSeconds(30)) // a thread that is done still has to end
                .until(() -> victim.figures("figures").get("threads") == 0);
        assertThat(victim.err()).as(about).doesNotContain(Trial.KEY);
    }

    /** The numbers of the events that arrived. */
    BitSet arrived() {
        BitSet numbers = new BitSet();
        for (StoredEvent event : emulator.received()) {
            long number = Payloads.number(event.node());
            assertThat(number).as("%s: %s", about, event).isNotNegative();
            numbers.set((int) number);
        }
        return numbers;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amplitude4j.result.LogResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    private final ByteBudget budget = new ByteBudget(1 << 20, 0);
    private int wakeUps;

    @Test
    void events_keepTheirBytesAndOrder_whateverTheirSize() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        EventQueue queue = queue(1, 1_000, 900_000, 0, budget);
        List<String> offered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String event = "{\"n\":" + i + ",\"x\":\"" + "y".repeat(random.nextInt(9_000)) + "\"}";
            offered.add(event);
            assertThat(offer(queue, event)).isEqualTo(LogResult.ACCEPTED);
        }
        queue.sealAll();
        List<Batch> batches = queue.drain(0);
        assertThat(batches).hasSize(1);
        assertThat(written(batches.get(0))).as("seed %d", seed).isEqualTo(String.join(",", offered));
        BitSet odd = new BitSet();
        for (int i = 1; i < 100; i += 2) {
            odd.set(i);
        }
        Batch part = batches.get(0).select(odd);
        assertThat(part.count()).isEqualTo(50);
        assertThat(part.event(7)).asString(StandardCharsets.UTF_8).isEqualTo(offered.get(15));
    }

    @Test
    void taker_isWokenByTheFirstEventAndByFullBatches_andByNoOther() {
        EventQueue queue = queue(1, 1_000, 900_000, 0, budget);
        for (int i = 0; i < 2_999; i++) {
            offer(queue, "{}");
        }
        assertThat(wakeUps).isEqualTo(3);
        queue.sealAll();
        offer(queue, "{}");
        offer(queue, "{}");
        assertThat(wakeUps).isEqualTo(4);
    }

    /** As for lack of memory: the one that failed has opened the batch, and nobody was told of it. */
    @Test
    void eventAfterOneThatFailed_isTheFirstToLinger() {
        EventQueue queue = queue(1, 1_000, 900_000, 0, budget);
        assertThatThrownBy(() -> queue.offer(new byte[10], 20, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(queue.isLingering()).isFalse();
        queue.sealAll();
        assertThat(queue.drain(0)).isEmpty();
        assertThat(offer(queue, "{}")).isEqualTo(LogResult.ACCEPTED);
        assertThat(queue.isLingering()).isTrue();
    }

    @Test
    void budget_refusesTheNewest_andTakesAgainAfterARelease() {
        ByteBudget small = new ByteBudget(10 * (20 + ByteBudget.OVERHEAD_BYTES), 0);
        EventQueue queue = queue(1, 1_000, 900_000, 0, small);
        String event = "x".repeat(20);
        for (int i = 0; i < 10; i++) {
            assertThat(offer(queue, event)).isEqualTo(LogResult.ACCEPTED);
        }
        assertThat(queue.refusal()).isNull();
        assertThat(offer(queue, event)).isEqualTo(LogResult.QUEUE_FULL);
        assertThat(queue.refusal()).isEqualTo(LogResult.QUEUE_FULL);
        small.release(20, 1);
        assertThat(queue.refusal()).isNull();
        assertThat(offer(queue, event)).isEqualTo(LogResult.ACCEPTED);
    }

    @Test
    void maxEvents_boundsTheNumberToo() {
        ByteBudget three = new ByteBudget(1 << 20, 3);
        EventQueue queue = queue(1, 1_000, 900_000, 0, three);
        for (int i = 0; i < 3; i++) {
            assertThat(offer(queue, "{}")).isEqualTo(LogResult.ACCEPTED);
        }
        assertThat(offer(queue, "{}")).isEqualTo(LogResult.QUEUE_FULL);
        three.release(2, 1);
        assertThat(offer(queue, "{}")).isEqualTo(LogResult.ACCEPTED);
    }

    @Test
    void failedReservation_ofAnEmptyBudget_doesNotStayFull() {
        ByteBudget small = new ByteBudget(200, 0);
        assertThat(small.reserve(300, 0)).isFalse();
        assertThat(small.reserve(50, 0)).isTrue();
        assertThat(small.reserve(50, 0)).isFalse();
        small.release(50, 1);
        assertThat(small.isFull()).isFalse();
        assertThat(small.usedBytes()).isZero();
    }

    @Test
    void eventThatCanNeverFit_isRefused_andKeepsNoOtherOut() {
        ByteBudget small = new ByteBudget(200, 0);
        EventQueue queue = queue(1, 1_000, 900_000, 0, small);
        assertThat(offer(queue, "x".repeat(300))).isEqualTo(LogResult.QUEUE_FULL);
        assertThat(queue.refusal()).isNull();
        assertThat(small.reserve(300, TimeUnit.MINUTES.toNanos(1)))
                .as("not waited for")
                .isFalse();
        assertThat(offer(queue, "{}")).isEqualTo(LogResult.ACCEPTED);
    }

    @Test
    void maxBlock_waitsForRoom_andGivesUpAtTheLimitOrAtAnInterrupt() throws InterruptedException {
        ByteBudget one = new ByteBudget(20 + ByteBudget.OVERHEAD_BYTES, 0);
        EventQueue queue = queue(1, 1_000, 900_000, TimeUnit.MINUTES.toNanos(1), one);
        String event = "x".repeat(20);
        assertThat(offer(queue, event)).isEqualTo(LogResult.ACCEPTED);
        CountDownLatch taken = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            if (offer(queue, event) == LogResult.ACCEPTED) {
                taken.countDown();
            }
        });
        waiter.start();
        one.release(20, 1);
        assertThat(taken.await(60, TimeUnit.SECONDS)).isTrue();

        Thread.currentThread().interrupt();
        assertThat(offer(queue, event)).isEqualTo(LogResult.QUEUE_FULL);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(one.reserve(20, TimeUnit.MILLISECONDS.toNanos(5))).isFalse();
    }

    @Test
    void interrupted_caller_isServedAllTheSame() {
        EventQueue queue = queue(8, 1_000, 900_000, 0, budget);
        Thread.currentThread().interrupt();
        assertThat(offer(queue, "{}")).isEqualTo(LogResult.ACCEPTED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closed_refuses_andGivesTheRoomBack() {
        EventQueue queue = queue(8, 1_000, 900_000, 0, budget);
        queue.close();
        assertThat(queue.refusal()).isEqualTo(LogResult.CLOSED);
        assertThat(offer(queue, "{}")).isEqualTo(LogResult.CLOSED);
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void concurrentOffers_andAClose_loseNothing() throws InterruptedException {
        EventQueue queue = queue(8, 100, 900_000, 0, new ByteBudget(64 << 20, 0));
        AtomicLong accepted = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    byte[] event = ("{\"i\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                    if (queue.offer(event, event.length, i) == LogResult.ACCEPTED) {
                        accepted.incrementAndGet();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        while (queue.tally().accepted() < 30_000) {
            Thread.onSpinWait();
        }
        queue.close();
        for (Thread thread : threads) {
            thread.join();
        }
        queue.sealAll();
        long drained = 0;
        for (int i = 0; i < queue.stripeCount(); i++) {
            drained += queue.drain(i).stream().mapToInt(Batch::count).sum();
        }
        assertThat(drained).isEqualTo(accepted.get()).isEqualTo(queue.tally().accepted());
        assertThat(queue.tally().pending()).isZero();
    }

    private EventQueue queue(int stripes, int maxEvents, int maxBytes, long maxBlockNanos, ByteBudget budget) {
        return new EventQueue(
                stripes,
                maxEvents,
                maxBytes,
                budget,
                new ChunkPool(1 << 20, maxEvents),
                maxBlockNanos,
                false,
                () -> wakeUps++);
    }

    private static LogResult offer(EventQueue queue, String event) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        return queue.offer(bytes, bytes.length, 1);
    }

    private static String written(Batch batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        batch.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}

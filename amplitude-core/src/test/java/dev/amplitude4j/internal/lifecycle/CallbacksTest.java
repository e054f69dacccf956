// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the operator reads and the delegate is told. */
class CallbacksTest {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<Thread> sayers = new CopyOnWriteArrayList<>();
    private final FakeClock clock = new FakeClock();
    /** By which calls are timed: it stands still while the other one jumps. */
    private final FakeClock calls = new FakeClock();

    private final Callbacks callbacks = new Callbacks(
            new UploadDelegate() {
                @Override
                public void onUpload(UploadReport report) {
                    onUpload.run();
                    told.add(report.toString());
                }

                @Override
                public void onDrop(DropReason reason, int count) {
                    told.add(reason + " " + count);
                }
            },
            new Diagnostics(
                    "checkout",
                    new StatusListener() {
                        @Override
                        public void warn(String message) {
                            sayers.add(Thread.currentThread());
                            lines.add(message);
                        }

                        @Override
                        public void info(String message) {}
                    },
                    clock),
            calls);
    private Runnable onUpload = () -> {};

    @Test
    void line_saysWhoWhatHowManyWhy_andTheWayOut() {
        callbacks.uploaded(new UploadReport(429, 1_000, 0, 0, "status 429, Too many requests"), Trouble.THROTTLED);
        close();
        assertThat(lines)
                .containsExactly(
                        "amplitude[checkout]: upload of 1,000 events: status 429, Too many requests; 0 delivered,"
                                + " 0 dropped, 1,000 will be sent again; the users and devices that Amplitude throttles wait,"
                                + " the others go on; see useBatch");
    }

    @Test
    void eachReason_hasALineOfItsOwn_onceAMinute() {
        for (int i = 0; i < 5; i++) {
            callbacks.uploaded(new UploadReport(503, 10, 0, 0, "status 503"), Trouble.UNAVAILABLE);
            callbacks.uploaded(new UploadReport(404, 10, 0, 0, "status 404"), Trouble.UNEXPECTED_ANSWER);
            callbacks.dropped(DropReason.REJECTED_400, 2);
            callbacks.noticed(Notice.REFUSES_EVERYTHING);
        }
        settle();
        assertThat(lines).hasSize(4);
        clock.nowNanos = TimeUnit.SECONDS.toNanos(60);
        callbacks.dropped(DropReason.REJECTED_400, 2);
        close();
        assertThat(lines)
                .last()
                .isEqualTo(
                        "amplitude[checkout]: dropped 10 events: Amplitude refused them for their content (rejected_400)");
        assertThat(told).hasSize(5 + 5 + 5 + 1);
    }

    @Test
    void request_thatWentWell_isToldToTheDelegateOnly() {
        callbacks.uploaded(new UploadReport(200, 3, 3, 0, null), null);
        close();
        assertThat(lines).isEmpty();
        assertThat(told).containsExactly("status=200 events=3 delivered=3 dropped=0");
    }

    @ParameterizedTest
    @EnumSource(Notice.class)
    void everyNotice_hasWordsOfItsOwn(Notice notice) {
        for (Notice other : Notice.values()) {
            assertThat(Advice.onNotice(other).equals(Advice.onNotice(notice))).isEqualTo(other == notice);
        }
    }

    @ParameterizedTest
    @EnumSource(DropReason.class)
    void everyLoss_isToldOnce_andSaidByName(DropReason reason) {
        callbacks.dropped(reason, 7);
        close();
        assertThat(told).containsExactly(reason + " 7");
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("amplitude[checkout]: dropped 7 events: ")
                .contains("(" + reason.name().toLowerCase(Locale.ROOT) + ")");
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyTrouble_hasALineAndAWayOutOfItsOwn(Trouble trouble) {
        callbacks.uploaded(new UploadReport(400, 7, 0, 0, "what happened"), trouble);
        close();
        assertThat(told).containsExactly("status=400 events=7 delivered=0 dropped=0 (what happened)");
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("amplitude[checkout]: upload of 7 events: what happened; ");
        for (Trouble other : Trouble.values()) {
            assertThat(Advice.wayOut(other).equals(Advice.wayOut(trouble))).isEqualTo(other == trouble);
        }
    }

    @Test
    void delegateThatTakesLong_isSaid_whenItIsBack() {
        onUpload = () -> calls.nowNanos = TimeUnit.MILLISECONDS.toNanos(1_001);
        tellOfARequest();
        tellOfARequest();
        await().until(() -> !lines.isEmpty());
        close();
        assertThat(lines).singleElement().asString().contains("has taken more than 1 s");
        assertThat(told).hasSize(2);
    }

    @Test
    void delegateThatBlocks_isSaid_onceMoreIsToBeTold_byNobodyWhoWaitsForIt() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        onUpload = () -> {
            called.countDown();
            awaitUninterruptibly(blocked);
        };
        tellOfARequest();
        awaitUninterruptibly(called);
        tellOfARequest();
        calls.nowNanos = TimeUnit.MILLISECONDS.toNanos(1_001);
        for (int i = 0; i < 10_001; i++) {
            tellOfARequest();
        }
        await().until(() -> lines.size() == 2);
        blocked.countDown();
        await().until(() -> told.size() == 1 + 10_000);
        close();
        assertThat(lines.get(0)).contains("has taken more than 1 s");
        assertThat(lines.get(1)).contains("does not keep up");
        assertThat(sayers).doesNotContain(Thread.currentThread());
    }

    private void tellOfARequest() {
        callbacks.uploaded(new UploadReport(200, 1, 1, 0, null), null);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void settle() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        callbacks.run(() -> done.complete(null));
        done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void close() {
        settle();
        callbacks.close(TimeUnit.SECONDS.toNanos(1));
    }

    private static final class FakeClock implements Clock {
        private volatile long nowNanos;

        @Override
        public long nanoTime() {
            return nowNanos;
        }

        @Override
        public long currentTimeMillis() {
            return 0;
        }
    }
}

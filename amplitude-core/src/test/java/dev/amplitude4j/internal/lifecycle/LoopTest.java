// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.BestRound;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads of ours that meet what should not happen. */
class LoopTest {

    /** The second that is promised, and what a busy machine may add. */
    private static final Duration ALIVE_AGAIN = Duration.ofMillis(1_900);

    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicLongArray takenNanos = new AtomicLongArray(100);
    private Loop loop;

    @AfterEach
    void stop() {
        loop.stop();
    }

    static Stream<Supplier<Throwable>> everyKind() {
        return Stream.of(
                RuntimeException::new,
                IOException::new,
                AssertionError::new,
                StackOverflowError::new,
                OutOfMemoryError::new,
                LinkageError::new,
                () -> new Throwable("neither"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void turnThatThrowsAnything_isFollowedByAnother_withinASecond(Supplier<Throwable> failure) {
        assertThat(BestRound.of(ALIVE_AGAIN, round -> untilTheNextTurn(failure)))
                .isLessThan(ALIVE_AGAIN);
    }

    private Duration untilTheNextTurn(Supplier<Throwable> failure) {
        turns.set(0);
        errors.set(0);
        loop = new Loop("amplitude-test", () -> turn(failure), errors::incrementAndGet);
        loop.start();
        await().until(() -> turns.get() > 1);
        assertThat(errors).hasValue(1);
        assertThat(loop.isGone()).isFalse();
        loop.stop();
        return betweenTheFirstTwo();
    }

    /** Such as one that finds no memory to count the error with. */
    @Test
    void threadThatDiesAllTheSame_isFollowedByAnother_whenItIsWoken() {
        assertThat(BestRound.of(ALIVE_AGAIN, round -> untilTheNextThread())).isLessThan(ALIVE_AGAIN);
    }

    private Duration untilTheNextThread() {
        turns.set(0);
        loop = new Loop("amplitude-test", () -> turn(Error::new), () -> {
            throw new Injected();
        });
        loop.start();
        await().dontCatchUncaughtExceptions().until(loop::isGone);
        assertThat(turns).hasValue(1);
        await().dontCatchUncaughtExceptions()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    loop.wake();
                    return turns.get() > 1;
                });
        assertThat(loop.isGone()).isFalse();
        loop.stop();
        return betweenTheFirstTwo();
    }

    @Test
    void threadThatKeepsDying_isNotRevivedInAHurry() {
        loop = new Loop(
                "amplitude-test",
                () -> {
                    turns.incrementAndGet();
                    throw new Injected();
                },
                () -> {
                    throw new Injected();
                });
        loop.start();
        long endNanos = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        await().dontCatchUncaughtExceptions().pollInterval(Duration.ofMillis(1)).until(() -> {
            loop.wake();
            return System.nanoTime() - endNanos > 0;
        });
        assertThat(turns).hasValueBetween(2, 3);
        assertThat(loop.isGone()).isTrue();
    }

    private long turn(Supplier<Throwable> failureOfTheFirst) {
        int turn = turns.getAndIncrement();
        takenNanos.set(turn, System.nanoTime());
        if (turn == 0) {
            sneak(failureOfTheFirst.get());
        }
        return Long.MAX_VALUE;
    }

    private Duration betweenTheFirstTwo() {
        return Duration.ofNanos(takenNanos.get(1) - takenNanos.get(0));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private static final class Injected extends Error {
        private static final long serialVersionUID = 1;
    }
}

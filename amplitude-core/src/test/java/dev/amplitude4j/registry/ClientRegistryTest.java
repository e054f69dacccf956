// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.transport.RecordingTransport;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientRegistryTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ClientRegistry registry = new ClientRegistry(Duration.ofMillis(200));
    private final ClientRegistry patient = new ClientRegistry(Duration.ofHours(1));
    private final LeaseOwner owner = () -> false;
    private final LeaseOwner otherOwner = () -> true;
    private final RecordingTransport transport = new RecordingTransport();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();

    @Test
    void equalOptions_shareAClient_differentOnesDoNot() {
        Lease first = patient.acquire(options().build(), owner);
        Lease second = patient.acquire(options().build(), otherOwner);
        Lease third = patient.acquire(options().batchSize(7).build(), owner);
        assertThat(second.client()).isSameAs(first.client());
        assertThat(third.client()).isNotSameAs(first.client());
        patient.ownerStopped(owner, Duration.ZERO);
        patient.ownerStopped(otherOwner, Duration.ZERO);
    }

    @Test
    void equalNames_shareAClient_andDifferentOptionsAreWarnedOf() {
        Lease first = patient.acquire(options().clientName("shop").build(), owner);
        Lease second = patient.acquire(options().clientName("shop").batchSize(7).build(), owner);
        assertThat(second.client()).isSameAs(first.client());
        assertThat(warnings).hasSize(1).first().asString().contains("shop").doesNotContain(KEY);
        first.release();
        second.release();
        patient.ownerStopped(owner, Duration.ZERO);
    }

    @Test
    void reload_getsTheSameClient_andAWholeStopCloses() {
        Lease before = patient.acquire(options().build(), owner);
        before.release();
        before.release();
        Lease after = patient.acquire(options().build(), owner);
        assertThat(after.client()).isSameAs(before.client());
        log(after);
        after.release();
        patient.ownerStopped(owner, TIMEOUT);
        assertThat(after.client().isClosed()).isTrue();
        assertThat(after.client().stats().delivered()).isEqualTo(1);
        assertThat(log(after)).isEqualTo(LogResult.CLOSED);
        Lease next = patient.acquire(options().build(), owner);
        assertThat(next.client().isClosed()).isFalse();
        next.release();
        patient.ownerStopped(owner, TIMEOUT);
    }

    @Test
    void client_startsWithItsFirstUse() {
        Lease lease = patient.acquire(options().build(), owner);
        assertThat(lease.shared().isStarted()).isFalse();
        assertThat(lease.stats().accepted()).isZero();
        assertThat(patient.flushAll(TIMEOUT).pending()).isZero();
        assertThat(lease.shared().isStarted()).isFalse();
        log(lease);
        assertThat(lease.shared().isStarted()).isTrue();
        patient.ownerStopped(owner, TIMEOUT);
        assertThat(lease.stats().delivered()).isEqualTo(1);
    }

    /** A record that is on its way when the owner stops must be counted, and must not open what nobody would close. */
    @Test
    void clientNobodyUsed_refusesAfterTheStop() {
        Lease lease = patient.acquire(options().build(), owner);
        patient.ownerStopped(owner, TIMEOUT);
        assertThat(lease.shared().isStarted()).isFalse();
        assertThat(log(lease)).isEqualTo(LogResult.CLOSED);
        assertThat(lease.client().isClosed()).isTrue();
        assertThat(lease.stats().rejectedTotal()).isEqualTo(1);
    }

    @Test
    void unheldClient_lingersAndCloses() {
        Lease lease = registry.acquire(options().build(), owner);
        log(lease);
        lease.release();
        assertThat(lease.client().isClosed()).isFalse();
        await().until(() -> lease.client().isClosed());
        await().until(() -> lease.client().stats().delivered() == 1);
    }

    @Test
    void reacquiredClient_outlivesTheLinger() {
        Lease first = registry.acquire(options().build(), owner);
        first.release();
        Lease second = registry.acquire(options().build(), owner);
        CompletableFuture<Void> lingerIsOver =
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS));
        lingerIsOver.join();
        assertThat(second.client().isClosed()).isFalse();
        second.release();
        registry.ownerStopped(owner, TIMEOUT);
    }

    @Test
    void clientHeldByAnotherOwner_isFlushedNotClosed() {
        Lease mine = patient.acquire(options().build(), owner);
        Lease theirs = patient.acquire(options().build(), otherOwner);
        log(mine);
        mine.release();
        patient.ownerStopped(owner, TIMEOUT);
        assertThat(theirs.client().isClosed()).isFalse();
        assertThat(theirs.client().stats().delivered()).isEqualTo(1);
        theirs.release();
        patient.ownerStopped(otherOwner, TIMEOUT);
        assertThat(theirs.client().isClosed()).isTrue();
    }

    /** At the exit of the JVM: the other owner closes nothing, so the hook does, once nobody is waited for any more. */
    @Test
    void clientOfTwoOwners_isClosedByTheExitHookWhenTheOneThatStopsHasStopped() {
        Lease mine = patient.acquire(options().build(), owner);
        Lease theirs = patient.acquire(options().build(), otherOwner);
        log(mine);
        log(theirs);
        List<LeaseOwner> stoppers = patient.stoppedAtExit().get(mine.shared());
        assertThat(stoppers).containsExactly(otherOwner);
        assertThat(patient.awaitStop(mine.shared(), stoppers, System.nanoTime()))
                .isFalse();
        theirs.release();
        patient.ownerStopped(otherOwner, TIMEOUT);
        assertThat(patient.awaitStop(mine.shared(), stoppers, System.nanoTime() + TIMEOUT.toNanos()))
                .isTrue();
        mine.release();
        patient.ownerStopped(owner, TIMEOUT);
        assertThat(patient.awaitStop(mine.shared(), stoppers, System.nanoTime() + TIMEOUT.toNanos()))
                .as("closed by its last owner")
                .isFalse();
        assertThat(mine.stats().delivered()).isEqualTo(2);
    }

    @Test
    void stop_waitsForAUsedLease_asAnAsynchronousParentNeeds() throws InterruptedException {
        Lease lease = patient.acquire(options().build(), owner);
        log(lease);
        CountDownLatch stopping = new CountDownLatch(1);
        Thread stopper = new Thread(() -> {
            stopping.countDown();
            patient.ownerStopped(owner, Duration.ofSeconds(30));
        });
        stopper.start();
        stopping.await();
        await().until(() -> stopper.getState() == Thread.State.TIMED_WAITING);
        assertThat(log(lease)).isEqualTo(LogResult.ACCEPTED);
        lease.release();
        stopper.join();
        assertThat(lease.client().isClosed()).isTrue();
        assertThat(lease.client().stats().delivered()).isEqualTo(2);
    }

    @Test
    void stop_doesNotWaitForAnAppenderThatNobodyUsed() {
        Lease lease = patient.acquire(options().build(), owner);
        long start = System.nanoTime();
        patient.ownerStopped(owner, Duration.ofSeconds(30));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(lease.client().isClosed()).isTrue();
    }

    /** Not every way to attach an appender by code lets the framework stop it. */
    @Test
    void stop_sendsWhatWasLoggedThroughAnAppenderThatNobodyStops() {
        Lease lease =
                patient.acquire(options().uploadInterval(Duration.ofHours(1)).build(), owner);
        log(lease);
        patient.ownerStopped(owner, Duration.ofSeconds(2));
        assertThat(lease.client().isClosed()).isTrue();
        assertThat(lease.stats().delivered()).isEqualTo(1);
    }

    /** The silent one stands between the others, in whichever order they are stopped. */
    @Test
    void stop_sendsForEveryClientThoughTheServerOfOneIsSilent() {
        Transport silent = new RecordingTransport(body -> new CompletableFuture<>());
        Options.Builder hourly = slowHourlyOptions();
        Lease first = patient.acquire(hourly.clientName("a").build(), owner);
        Lease last = patient.acquire(hourly.clientName("c").build(), owner);
        Lease between = patient.acquire(hourly.clientName("b").transport(silent).build(), owner);
        for (Lease lease : List.of(first, between, last)) {
            log(lease);
            lease.release();
        }
        patient.ownerStopped(owner, Duration.ofSeconds(2));
        assertThat(first.stats().delivered()).isEqualTo(1);
        assertThat(last.stats().delivered()).isEqualTo(1);
        assertThat(between.stats().droppedTotal()).isEqualTo(1);
    }

    @Test
    void flushAll_coversEveryClient() {
        Options.Builder hourly = options().uploadInterval(Duration.ofHours(1));
        Lease first = patient.acquire(hourly.build(), owner);
        Lease second = patient.acquire(hourly.batchSize(7).build(), owner);
        log(first);
        log(second);
        assertThat(patient.flushAll(TIMEOUT).delivered()).isEqualTo(2);
        first.release();
        second.release();
        patient.ownerStopped(owner, TIMEOUT);
    }

    @Test
    void flushAll_tellsWhatIsSafeOnDisk(@TempDir Path folder) {
        Transport silent = new RecordingTransport(body -> new CompletableFuture<>());
        Lease lease = patient.acquire(
                options()
                        .transport(silent)
                        .spoolDirectory(folder.resolve("spool"))
                        .build(),
                owner);
        log(lease);
        await().untilAsserted(() -> {
            FlushResult flushed = patient.flushAll(Duration.ofMillis(300));
            assertThat(flushed.pending()).isEqualTo(1);
            assertThat(flushed.stored()).isEqualTo(1);
            assertThat(flushed.isSafe()).isTrue();
        });
        lease.release();
        patient.ownerStopped(owner, Duration.ofMillis(100));
    }

    @Test
    void warnings_goToWhoeverHoldsTheClient() {
        Queue<String> later = new ConcurrentLinkedQueue<>();
        Transport refusing = new RecordingTransport(body -> {
            CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
            answer.completeExceptionally(new UploadFailure(new IOException("refused"), false));
            return answer;
        });
        Lease first = patient.acquire(options().transport(refusing).build(), owner);
        first.release();
        Lease second = patient.acquire(
                options().transport(refusing).statusListener(listener(later)).build(), owner);
        log(second);
        await().until(() -> !later.isEmpty());
        assertThat(warnings).isEmpty();
        second.release();
        patient.ownerStopped(owner, Duration.ofMillis(100));
    }

    private Options.Builder options() {
        return Options.builder(KEY)
                .transport(transport)
                .uploadInterval(Duration.ofMillis(10))
                .statusListener(listener(warnings));
    }

    /** Of a client that sends only when asked to, and whose server takes its time. */
    private Options.Builder slowHourlyOptions() {
        Transport slow = new RecordingTransport(body -> CompletableFuture.supplyAsync(
                () -> new UploadResponse(200, null, "{\"code\":200}".getBytes(StandardCharsets.UTF_8)),
                CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS)));
        return options().transport(slow).uploadInterval(Duration.ofHours(1));
    }

    private static LogResult log(Lease lease) {
        return lease.client()
                .logEvent(Event.builder("Thing Done").userId("user-1").build());
    }

    private static StatusListener listener(Queue<String> lines) {
        return new StatusListener() {
            @Override
            public void warn(String message) {
                lines.add(message);
            }

            @Override
            public void info(String message) {}
        };
    }
}

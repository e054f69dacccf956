// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Admission;
import dev.amplitude4j.internal.lifecycle.Callbacks;
import dev.amplitude4j.internal.lifecycle.Patience;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands events to the client of another copy of this library. That one counts what it accepts; what is refused before it gets
 * there is counted here. Thread-safe.
 */
final class JoinedDelivery implements Delivery, Admission {

    private static final FlushResult NOTHING = new FlushResult(0, 0, 0);

    private final ClientPort port;
    private final Ledger ledger;
    private final Callbacks callbacks;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<FlushResult> end = new CompletableFuture<>();

    /** Counts refusals in {@code ledger}; {@code release} runs at the end. */
    JoinedDelivery(ClientPort port, Ledger ledger, Callbacks callbacks, Runnable release) {
        this.port = port;
        this.ledger = ledger;
        this.callbacks = callbacks;
        this.release = release;
    }

    @Override
    public Admission admission() {
        return this;
    }

    @Override
    public LogResult refusal() {
        return closed.get() ? LogResult.CLOSED : ClientPort.named(port.refusal.get());
    }

    @Override
    public LogResult offer(byte[] event, int length, int identityHash) {
        return ClientPort.named(port.offer.apply(event, new int[] {length, identityHash}));
    }

    @Override
    public int nextEventId() {
        return port.eventId.getAsInt();
    }

    @Override
    public CompletableFuture<FlushResult> flush() {
        // What hangs on the result must not run on a thread of the other copy.
        return port.flush.get().thenApplyAsync(ClientPort::result, callbacks::runAnyway);
    }

    @Override
    public FlushResult flush(Duration timeout) {
        return ClientPort.result(port.flushWithin.apply(Patience.nanos(timeout)));
    }

    @Override
    public FlushResult flushToDisk(Duration timeout) {
        return ClientPort.result(port.flushToDiskWithin.apply(Patience.nanos(timeout)));
    }

    /**
     * The other client lives on: what is not delivered in time it still holds, and goes on to deliver. It is let go first, since
     * at the exit of the JVM it waits for nothing but that nobody hands it more.
     */
    @Override
    public FlushResult shutdown(Duration timeout) {
        if (closed.compareAndSet(false, true)) {
            try {
                release.run();
                end.complete(flush(timeout));
            } finally {
                end.complete(NOTHING);
                callbacks.close(0);
            }
        }
        FlushResult result = Patience.await(end, Patience.nanos(timeout)).orElse(null);
        return result != null ? result : flush(Duration.ZERO);
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public Stats stats() {
        return StatsFigures.read(port.stats.get(), countedHere());
    }

    private Stats countedHere() {
        ledger.lock();
        try {
            Stats.Traffic traffic = ledger.traffic(Collections.emptyMap());
            return new Stats(0, 0, 0, 0, ledger.rejected(), Collections.emptyMap(), Collections.emptyMap(), traffic);
        } finally {
            ledger.unlock();
        }
    }
}

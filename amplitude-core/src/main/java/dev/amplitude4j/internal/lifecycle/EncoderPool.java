// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.encode.EventEncoder;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A few encoders for all threads, instead of one per thread: with virtual threads there may be a million. Any thread may take
 * one; when all are out, a new one is made, and the surplus is collected.
 */
public final class EncoderPool {

    private static final int KEPT = 16;

    private final AtomicReferenceArray<EventEncoder> kept = new AtomicReferenceArray<>(KEPT);
    private final Supplier<EventEncoder> newEncoder;

    /** A pool that begins with one encoder, so that the first call need not load its classes nor seed it. */
    public EncoderPool(Supplier<EventEncoder> newEncoder) {
        this.newEncoder = newEncoder;
        give(newEncoder.get());
    }

    EventEncoder take() {
        int start = slot();
        for (int i = 0; i < KEPT; i++) {
            int at = (start + i) % KEPT;
            EventEncoder encoder = kept.get(at);
            if (encoder != null && kept.compareAndSet(at, encoder, null)) {
                return encoder;
            }
        }
        return newEncoder.get();
    }

    void give(EventEncoder encoder) {
        int start = slot();
        for (int i = 0; i < KEPT; i++) {
            int at = (start + i) % KEPT;
            if (kept.get(at) == null && kept.compareAndSet(at, null, encoder)) {
                return;
            }
        }
    }

    /** Spreads threads over the slots, so that they do not meet at the first. */
    private static int slot() {
        return (int) (Thread.currentThread().getId() % KEPT);
    }
}

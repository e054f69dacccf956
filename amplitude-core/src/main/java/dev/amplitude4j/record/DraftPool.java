// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keeps up to {@value #SLOTS} objects for use by one thread at a time. Neither waits nor belongs to threads, so it suits virtual
 * ones and keeps no class loader alive; when it is empty, a new object is made. The mapper keeps its drafts in one, and so does a
 * front end that makes the records itself. Thread-safe.
 */
public final class DraftPool<T> {

    private static final int SLOTS = 16;

    private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<T> factory;

    /** An empty pool; {@code factory} makes what is missing, on any thread that takes. */
    public DraftPool(Supplier<T> factory) {
        this.factory = factory;
    }

    /** One that nobody else has, used before or new; never null unless the factory says so. */
    public T take() {
        int first = firstSlot();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (first + i) % SLOTS;
            T pooled = slots.get(slot) == null ? null : slots.getAndSet(slot, null);
            if (pooled != null) {
                return pooled;
            }
        }
        return factory.get();
    }

    /** Keeps it for the next who takes, if there is room. It must hold nothing any more of what it was used for. */
    public void giveBack(T used) {
        int first = firstSlot();
        for (int i = 0; i < SLOTS; i++) {
            if (slots.compareAndSet((first + i) % SLOTS, null, used)) {
                return;
            }
        }
    }

    /** Threads start at different slots, so that they seldom meet. */
    private static int firstSlot() {
        return (int) (Thread.currentThread().getId() % SLOTS);
    }
}

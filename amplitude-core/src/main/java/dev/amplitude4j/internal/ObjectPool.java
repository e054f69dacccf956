// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A few objects for all threads, instead of one per thread: with virtual threads there may be a million. Each has a place, which
 * belongs to whoever takes it until it is given back; a thread that finds all places taken gets an object for once. Neither
 * waits nor belongs to threads, so that it keeps no class loader alive. Any thread.
 *
 * @param <T> what is used by one thread at a time
 */
public final class ObjectPool<T> {

    private static final int NO_PLACE = -1;
    private static final int PLACES = 16;

    /** As many ints as keep the flags of two places out of one cache line, so that threads do not disturb each other. */
    private static final int STRIDE = 16;

    private final AtomicIntegerArray taken = new AtomicIntegerArray(PLACES * STRIDE);
    private final Object[] objects = new Object[PLACES];
    private final AtomicReference<T> first;
    private final Supplier<T> factory;

    /** A pool that begins with one object, so that the first call need not load its classes nor make it. */
    public ObjectPool(Supplier<T> factory) {
        this.factory = factory;
        this.first = new AtomicReference<>(factory.get());
    }

    /** A place to be given back, whatever happens meanwhile. */
    public int take() {
        // spreads threads over the places, so that they do not meet at the first
        int start = (int) Math.floorMod(Thread.currentThread().getId(), (long) PLACES);
        for (int i = 0; i < PLACES; i++) {
            int place = (start + i) % PLACES;
            if (taken.get(place * STRIDE) == 0 && taken.compareAndSet(place * STRIDE, 0, 1)) {
                if (objects[place] == null) {
                    fill(place);
                }
                return place;
            }
        }
        return NO_PLACE;
    }

    private void fill(int place) {
        try {
            T begun = first.getAndSet(null);
            objects[place] = begun != null ? begun : factory.get();
        } finally {
            if (objects[place] == null) {
                give(place, false); // there was no memory for it
            }
        }
    }

    /** The object of a place that is the caller's. To be asked once: without a place it is a new one each time. */
    @SuppressWarnings("unchecked") // nothing else is put in
    public T at(int place) {
        return place == NO_PLACE ? factory.get() : (T) objects[place];
    }

    /** Gives a place back; an object that is not {@code whole}, but in an unknown state, is worth less than a new one. */
    public void give(int place, boolean whole) {
        if (place == NO_PLACE) {
            return;
        }
        if (!whole) {
            objects[place] = null;
        }
        taken.lazySet(place * STRIDE, 0);
    }
}

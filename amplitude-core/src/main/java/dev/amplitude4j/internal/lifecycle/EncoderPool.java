// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.encode.EventEncoder;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A few encoders for all threads, instead of one per thread: with virtual threads there may be a million. Each has a place,
 * which belongs to whoever takes it until it is given back; a thread that finds all places taken gets an encoder for once. Any
 * thread.
 */
public final class EncoderPool {

    private static final int NO_PLACE = -1;
    private static final int PLACES = 16;

    /** As many ints as keep the flags of two places out of one cache line, so that threads do not disturb each other. */
    private static final int STRIDE = 16;

    private final AtomicIntegerArray taken = new AtomicIntegerArray(PLACES * STRIDE);
    private final EventEncoder[] encoders = new EventEncoder[PLACES];
    private final AtomicReference<EventEncoder> first;
    private final Supplier<EventEncoder> newEncoder;

    /** A pool that begins with one encoder, so that the first call need not load its classes nor seed it. */
    public EncoderPool(Supplier<EventEncoder> newEncoder) {
        this.newEncoder = newEncoder;
        this.first = new AtomicReference<>(newEncoder.get());
    }

    /** A place to be given back or emptied, whatever happens meanwhile. */
    int take() {
        // spreads threads over the places, so that they do not meet at the first
        int start = (int) (Thread.currentThread().getId() % PLACES);
        for (int i = 0; i < PLACES; i++) {
            int place = (start + i) % PLACES;
            if (taken.get(place * STRIDE) == 0 && taken.compareAndSet(place * STRIDE, 0, 1)) {
                return place;
            }
        }
        return NO_PLACE;
    }

    /** The encoder of a place that is the caller's. */
    EventEncoder at(int place) {
        if (place == NO_PLACE) {
            return newEncoder.get();
        }
        EventEncoder encoder = encoders[place];
        if (encoder == null) {
            encoder = first.getAndSet(null);
            encoder = encoder != null ? encoder : newEncoder.get();
            encoders[place] = encoder;
        }
        return encoder;
    }

    void give(int place) {
        if (place != NO_PLACE) {
            taken.lazySet(place * STRIDE, 0);
        }
    }

    /** Gives a place back whose encoder is in an unknown state, and worth less than a new one. */
    void empty(int place) {
        if (place != NO_PLACE) {
            encoders[place] = null;
            give(place);
        }
    }
}

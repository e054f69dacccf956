// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.Arrays;

/**
 * Where each event of a batch is on disk: 0 for nowhere, negative where it is to be written anew because the old place cannot be
 * relied upon. Guarded by the batch.
 */
final class Places {

    private long[] places = new long[0];
    private int good;

    long get(int index) {
        return index < places.length ? places[index] : 0;
    }

    void set(int index, long place) {
        if (index >= places.length) {
            places = Arrays.copyOf(places, Math.max(index + 1, 2 * places.length));
        }
        good += (place > 0 ? 1 : 0) - (places[index] > 0 ? 1 : 0);
        places[index] = place;
    }

    /** Forgets the places of the events from there on. */
    void truncate(int events) {
        for (int i = events; i < places.length; i++) {
            set(i, 0);
        }
    }

    /** Events that are somewhere and need not be written anew. */
    int good() {
        return good;
    }
}

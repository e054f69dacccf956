// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The shipments that left and are not settled, each with its deadline. Owned by the dispatch thread. */
final class InFlight {

    private final long deadlineNanos;
    private final Disk disk;
    private final List<Shipment> shipments = new ArrayList<>();

    InFlight(long deadlineNanos, Disk disk) {
        this.deadlineNanos = deadlineNanos;
        this.disk = disk;
    }

    void add(Shipment shipment) {
        shipments.add(shipment);
    }

    void remove(Shipment shipment) {
        shipments.remove(shipment);
    }

    boolean contains(Shipment shipment) {
        return shipments.contains(shipment);
    }

    int count() {
        return shipments.size();
    }

    List<Shipment> all() {
        return Collections.unmodifiableList(shipments);
    }

    void clear() {
        shipments.clear();
    }

    /** Those that left so long ago that their transport must have forgotten them. */
    List<Shipment> overdue(long nowNanos) {
        List<Shipment> overdue = new ArrayList<>();
        for (Shipment shipment : shipments) {
            if (waitNanos(shipment, nowNanos) <= 0) {
                overdue.add(shipment);
            }
        }
        return overdue;
    }

    /** After how many nanoseconds the next one is overdue. */
    long waitNanos(long nowNanos) {
        long wait = Long.MAX_VALUE;
        for (Shipment shipment : shipments) {
            wait = Math.min(wait, waitNanos(shipment, nowNanos));
        }
        return wait;
    }

    /** Remembers, on disk too, that Amplitude may have what a shipment carries. */
    void doubt(Shipment shipment, long nowNanos) {
        for (Batch batch : shipment.batches()) {
            if (disk.isOn() && batch.doubtfulSinceNanos() == Batch.CERTAIN) {
                batch.doubt(nowNanos);
                disk.doubt(batch);
            }
        }
    }

    private long waitNanos(Shipment shipment, long nowNanos) {
        return deadlineNanos - (nowNanos - shipment.sentNanos());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventSink;

/** The two ways in which a purchase becomes an event of amplitude4j. Thread-safe. */
public final class PurchaseEvents {

    private PurchaseEvents() {}

    /** As an object, by the builder. */
    public static Event event(Purchase p) {
        Event.Builder event = Event.builder(Purchase.EVENT_TYPE);
        write(p, event);
        return event.build();
    }

    /** Straight into the encoder. */
    public static void write(Purchase p, EventSink event) {
        event.eventType(Purchase.EVENT_TYPE)
                .userId(p.userId())
                .deviceId(p.deviceId())
                .property("order_id", p.orderId())
                .property("total", p.total())
                .property("items", p.items())
                .property("first_order", p.firstOrder())
                .property("currency", p.currency())
                .property("payment_method", p.paymentMethod())
                .property("city", p.city())
                .property("took_ms", p.tookMillis())
                .property("note", p.note());
    }
}

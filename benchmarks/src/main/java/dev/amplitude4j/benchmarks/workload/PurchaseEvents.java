// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.EventWriter;

/** The ways in which a purchase becomes an event of amplitude4j. Thread-safe. */
public final class PurchaseEvents {

    /** Writes what {@link #pairs} makes. */
    public static final EventWriter<Object[]> PAIRS = PurchaseEvents::writePairs;

    private static final int FIRST_PAIR = 3;

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

    /** As an array of the event's name, user and device, and then names and values, which are boxed. */
    public static Object[] pairs(Purchase p) {
        return new Object[] {
            Purchase.EVENT_TYPE,
            p.userId(),
            p.deviceId(),
            "order_id",
            p.orderId(),
            "total",
            p.total(),
            "items",
            p.items(),
            "first_order",
            p.firstOrder(),
            "currency",
            p.currency(),
            "payment_method",
            p.paymentMethod(),
            "city",
            p.city(),
            "took_ms",
            p.tookMillis(),
            "note",
            p.note()
        };
    }

    private static void writePairs(Object[] pairs, EventSink event) {
        event.eventType((String) pairs[0]).userId((String) pairs[1]).deviceId((String) pairs[2]);
        for (int i = FIRST_PAIR; i < pairs.length; i += 2) {
            event.property((String) pairs[i], pairs[i + 1]);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The one SLF4J call by which everything behind Logback or Log4j2 is compared. Thread-safe. */
public final class FluentPurchase {

    private static final Marker AMPLITUDE = MarkerFactory.getMarker("AMPLITUDE");

    private FluentPurchase() {}

    /** Logs the values as key-value pairs of a tagged record. */
    public static void log(Logger logger, Purchase p) {
        LoggingEventBuilder call = logger.atInfo()
                .addMarker(AMPLITUDE)
                .addKeyValue("user_id", p.userId())
                .addKeyValue("device_id", p.deviceId())
                .addKeyValue("order_id", p.orderId())
                .addKeyValue("total", p.total())
                .addKeyValue("items", p.items())
                .addKeyValue("first_order", p.firstOrder())
                .addKeyValue("currency", p.currency())
                .addKeyValue("payment_method", p.paymentMethod())
                .addKeyValue("city", p.city())
                .addKeyValue("took_ms", p.tookMillis());
        if (p.note() != null) {
            call = call.addKeyValue("note", p.note());
        }
        call.log(Purchase.EVENT_TYPE);
    }
}

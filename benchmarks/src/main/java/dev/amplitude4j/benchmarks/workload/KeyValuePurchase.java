// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import static dev.amplitude4j.Amplitude.kv;

import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;

/** The call of Log4j's own API by which what stands behind it is measured. Thread-safe. */
public final class KeyValuePurchase {

    private static final Marker AMPLITUDE = MarkerManager.getMarker("AMPLITUDE");

    private KeyValuePurchase() {}

    /** Logs the values as arguments of a tagged record. */
    public static void log(Logger logger, Purchase p) {
        logger.info(
                AMPLITUDE,
                Purchase.EVENT_TYPE,
                kv("user_id", p.userId()),
                kv("device_id", p.deviceId()),
                kv("order_id", p.orderId()),
                kv("total", p.total()),
                kv("items", p.items()),
                kv("first_order", p.firstOrder()),
                kv("currency", p.currency()),
                kv("payment_method", p.paymentMethod()),
                kv("city", p.city()),
                kv("took_ms", p.tookMillis()));
    }
}

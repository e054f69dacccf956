// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.fatjar;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** Logs one order, and ends: Log4j's shutdown hook then sees to it that the event arrives. */
public final class Application {

    private static final Logger log = LogManager.getLogger(Application.class);

    private Application() {}

    /** Runs it once; {@code log4j2.xml} says where the event goes. */
    public static void main(String[] args) {
        ThreadContext.put("user_id", "user-42");
        log.info(AMPLITUDE, "Order Completed", kv("total", 42.5), kv("currency", "EUR"));
    }
}

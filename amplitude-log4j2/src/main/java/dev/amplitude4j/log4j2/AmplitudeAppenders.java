// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.result.FlushResult;
import java.time.Duration;

/** What an application may ask of its appenders without having hold of one. Any thread may call it. */
public final class AmplitudeAppenders {

    private AmplitudeAppenders() {}

    /**
     * Sends what all appenders accepted so far, and waits until it is settled or the time is up: for functions that are frozen
     * between calls, before they return. Asynchronous loggers and appenders in front must have handed their records on before.
     */
    public static FlushResult flushAll(Duration timeout) {
        return ClientRegistry.shared().flushAll(timeout);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.core.spi.ContextAware;
import dev.amplitude4j.options.StatusListener;

/**
 * Brings what client and mapper have to say to Logback's status channel, from any thread. Never as an error: one error status
 * is enough for Spring Boot not to start.
 */
final class ContextStatus implements StatusListener {

    private final ContextAware origin;

    ContextStatus(ContextAware origin) {
        this.origin = origin;
    }

    @Override
    public void warn(String message) {
        origin.addWarn(message);
    }

    @Override
    public void info(String message) {
        origin.addInfo(message);
    }
}

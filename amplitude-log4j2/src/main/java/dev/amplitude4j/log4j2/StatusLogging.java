// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.options.StatusListener;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.status.StatusLogger;

/** Brings what appender, client and mapper have to say to Log4j's status logger, which no appender hears, from any thread. */
final class StatusLogging implements StatusListener {

    private static final Logger STATUS = StatusLogger.getLogger();

    @Override
    public void warn(String message) {
        STATUS.warn(message);
    }

    @Override
    public void info(String message) {
        STATUS.info(message);
    }
}

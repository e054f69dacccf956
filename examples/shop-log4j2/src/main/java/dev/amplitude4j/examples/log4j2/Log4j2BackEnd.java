// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.log4j2;

import dev.amplitude4j.examples.shop.demo.LoggingBackEnd;
import dev.amplitude4j.log4j2.AmplitudeAppender;
import dev.amplitude4j.result.Stats;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Log4j2 with the {@code log4j2.xml} of this example. Used by one thread. */
public final class Log4j2BackEnd implements LoggingBackEnd {

    private LoggerContext context;
    private AmplitudeAppender appender;

    @Override
    public void start() {
        // Log4j's own hook would stop the logging at Ctrl-C while the shop is still open; the demo does it afterwards.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        context = LoggerContext.getContext(false);
        context.reconfigure();
        appender = context.getConfiguration().getAppender("AMPLITUDE");
    }

    @Override
    public Stats stats() {
        return appender.stats();
    }

    @Override
    public void stop() {
        LogManager.shutdown(context);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.amplitude4j.examples.shop.demo.LoggingBackEnd;
import dev.amplitude4j.logback.AmplitudeAppender;
import dev.amplitude4j.result.Stats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logback with the {@code logback.xml} of this example. Used by one thread. */
public final class LogbackBackEnd implements LoggingBackEnd {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private AmplitudeAppender appender;

    @Override
    public void start() {
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml cannot be read", e);
        }
        appender =
                (AmplitudeAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("AMPLITUDE");
    }

    @Override
    public Stats stats() {
        return appender.stats();
    }

    @Override
    public void stop() {
        context.stop();
    }
}

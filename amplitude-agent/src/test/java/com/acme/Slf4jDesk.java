// SPDX-License-Identifier: Apache-2.0
package com.acme;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/** Logs through SLF4J to Logback. */
final class Slf4jDesk implements Frontdesk {

    private final Logger log = LoggerFactory.getLogger("com.acme.desk");

    @Override
    public void log(String customer) {
        MDC.put("user_id", customer);
        log.info(MarkerFactory.getMarker("AMPLITUDE"), "Desk Asked");
        MDC.remove("user_id");
    }

    @Override
    public void within(String customer, Runnable action) {
        MDC.put("user_id", customer);
        MDC.put("tenant", "acme");
        action.run();
        MDC.remove("user_id");
        MDC.remove("tenant");
    }

    @Override
    public void reload() {
        LoggerContext context = context();
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Object stats() throws ReflectiveOperationException {
        return Frontdesk.stats(context().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("AMPLITUDE"));
    }

    @Override
    public void stop() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}

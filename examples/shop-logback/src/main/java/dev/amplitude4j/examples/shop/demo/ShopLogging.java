// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import ch.qos.logback.classic.LoggerContext;
import dev.amplitude4j.logback.AmplitudeAppender;
import dev.amplitude4j.result.Stats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shop's logging as its {@code logback.xml} says, pointed at a server of the demo's choice. Used by the demo's main thread. */
final class ShopLogging {

    /** The emulator takes any key of this form. */
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final String CONSOLE_LEVEL = "SHOP_CONSOLE_LEVEL";

    private final LoggerContext context;
    private final AmplitudeAppender appender;

    private ShopLogging(LoggerContext context, AmplitudeAppender appender) {
        this.context = context;
        this.appender = appender;
    }

    /** Starts the logging; nothing may have been logged before, since Logback reads its configuration then. */
    static ShopLogging start(String serverUrl) {
        System.setProperty("AMPLITUDE_API_KEY", KEY);
        System.setProperty("AMPLITUDE_SERVER_URL", serverUrl);
        if (System.getenv(CONSOLE_LEVEL) == null && System.getProperty(CONSOLE_LEVEL) == null) {
            System.setProperty(CONSOLE_LEVEL, "ERROR"); // a hundred lines a second would hide those of the demo
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        AmplitudeAppender appender =
                (AmplitudeAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("AMPLITUDE");
        return new ShopLogging(context, appender);
    }

    /** What became of the events so far; still to be asked for after the stop. */
    Stats stats() {
        return appender.stats();
    }

    /** Stops the logging as an application does at its end: what was logged is delivered first. */
    void stop() {
        context.stop();
    }
}

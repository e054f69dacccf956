// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import dev.amplitude4j.result.Stats;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The shop's logging as the configuration of the example on the class path says, pointed at a server of the caller's choice.
 * Used by one thread.
 */
public final class ShopLogging {

    /** The emulator takes any key of this form. */
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final String CONSOLE_LEVEL = "SHOP_CONSOLE_LEVEL";

    private final LoggingBackEnd backEnd;

    private ShopLogging(LoggingBackEnd backEnd) {
        this.backEnd = backEnd;
    }

    /** Starts the logging; the configurations of the examples take key and server from these system properties. */
    public static ShopLogging start(String serverUrl) {
        System.setProperty("AMPLITUDE_API_KEY", KEY);
        System.setProperty("AMPLITUDE_SERVER_URL", serverUrl);
        if (System.getenv(CONSOLE_LEVEL) == null && System.getProperty(CONSOLE_LEVEL) == null) {
            System.setProperty(CONSOLE_LEVEL, "ERROR"); // a hundred lines a second would hide those of the demo
        }
        LoggingBackEnd backEnd = onlyBackEnd();
        backEnd.start();
        return new ShopLogging(backEnd);
    }

    /** What became of the events so far; still to be asked for after the stop. */
    public Stats stats() {
        return backEnd.stats();
    }

    /** Stops the logging as an application does at its end: what was logged is delivered first. */
    public void stop() {
        backEnd.stop();
    }

    private static LoggingBackEnd onlyBackEnd() {
        List<ServiceLoader.Provider<LoggingBackEnd>> found =
                ServiceLoader.load(LoggingBackEnd.class).stream().toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "exactly one of shop-logback and shop-log4j2 belongs on the class path; found " + found.size());
        }
        return found.get(0).get();
    }
}

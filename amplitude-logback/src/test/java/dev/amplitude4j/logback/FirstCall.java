// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** A process that starts an appender and logs one event; classes of its own mark in the JVM's log where it is. */
final class FirstCall {

    private FirstCall() {}

    public static void main(String[] arguments) {
        Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("shop");
        logger.setAdditive(false);
        Ready.mark();
        AmplitudeAppender appender = new AmplitudeAppender();
        appender.setContext(logger.getLoggerContext());
        appender.setName("AMPLITUDE");
        appender.setApiKey(LogbackFixture.API_KEY);
        appender.setServerUrl("http://localhost:9");
        appender.start();
        logger.addAppender(appender);
        Started.mark();
        logger.info(
                AMPLITUDE,
                "Order Completed",
                kv("user_id", "user-1"),
                kv("device_id", "device-1"),
                kv("total", 42.5),
                kv("items", 3));
        Logged.mark();
        System.out.println(appender.stats().accepted());
        System.out.flush();
        Runtime.getRuntime().halt(0); // Before a batch is sealed.
    }

    static final class Ready {
        static void mark() {}
    }

    static final class Started {
        static void mark() {}
    }

    static final class Logged {
        static void mark() {}
    }
}

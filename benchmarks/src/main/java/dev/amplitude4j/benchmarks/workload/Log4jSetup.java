// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** A Log4j context of its own in which one appender is the root's. Thread-safe once started. */
public final class Log4jSetup implements AutoCloseable {

    private final LoggerContext context = new LoggerContext("benchmarks");

    private Log4jSetup() {}

    /** Starts a context with an appender of the name {@code A}, written as Log4j's XML. */
    public static Log4jSetup start(String appender) throws IOException {
        // The package is named, since one jar of everything holds one list of plugins, which is Log4j's own.
        String xml = "<Configuration status=\"error\" packages=\"dev.amplitude4j.log4j2\"><Appenders>" + appender
                + "</Appenders><Loggers><Root level=\"info\"><AppenderRef ref=\"A\"/></Root></Loggers></Configuration>";
        Log4jSetup setup = new Log4jSetup();
        ConfigurationSource source =
                new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        setup.context.start(new XmlConfiguration(setup.context, source));
        return setup;
    }

    /** The logger that calls go to. */
    public Logger logger() {
        return context.getLogger("benchmarks");
    }

    /** Stops the context, and with it the appender. */
    @Override
    public void close() {
        context.stop();
    }
}

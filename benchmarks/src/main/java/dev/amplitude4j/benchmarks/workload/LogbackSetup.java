// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/** A Logback context of its own in which the last of some appenders is the root's. Thread-safe once started. */
public final class LogbackSetup implements AutoCloseable {

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("benchmarks");

    private LogbackSetup() {}

    /** Starts a context with appenders written as Logback's XML. */
    public static LogbackSetup start(String appenders) throws JoranException {
        int nameAt = appenders.lastIndexOf("<appender name=\"") + "<appender name=\"".length();
        String last = appenders.substring(nameAt, appenders.indexOf('"', nameAt));
        LogbackSetup setup = new LogbackSetup();
        setup.context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(setup.context);
        String xml = "<configuration>" + appenders + "<root level=\"INFO\"><appender-ref ref=\"" + last
                + "\"/></root></configuration>";
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        setup.context.start();
        return setup;
    }

    /** The logger that calls go to. */
    public Logger logger() {
        return logger;
    }

    /** Stops the context, and with it the appenders. */
    @Override
    public void close() {
        context.stop();
    }
}

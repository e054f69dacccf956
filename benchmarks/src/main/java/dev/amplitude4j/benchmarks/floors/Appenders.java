// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import ch.qos.logback.core.joran.spi.JoranException;
import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.benchmarks.workload.KeepingAppender;
import dev.amplitude4j.benchmarks.workload.LogbackSetup;
import dev.amplitude4j.benchmarks.workload.Target;
import java.io.IOException;
import java.net.URI;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;

/** Loggers in front of the appenders that are compared. Each sends to a server of this process that confirms everything. */
public class Appenders {

    private Appenders() {}

    /** A logger and what is behind it; one thread. */
    @State(Scope.Thread)
    public abstract static class Behind {
        private LogbackSetup logback;
        private HttpServer server;

        abstract String xml(URI url);

        /** Starts the server and Logback. */
        @Setup
        public void start() throws IOException, JoranException {
            server = ConfirmingServer.start();
            logback = LogbackSetup.start(xml(ConfirmingServer.url(server)));
        }

        /** Stops both. */
        @TearDown
        public void stop() {
            logback.close();
            server.stop(0);
        }

        Logger logger() {
            return logback.logger();
        }
    }

    /** An appender that keeps the record. */
    public static class Nothing extends Behind {
        @Override
        String xml(URI url) {
            return "<appender name=\"A\" class=\"" + KeepingAppender.class.getName() + "\"/>";
        }
    }

    /** Ours. A caller waits when the queue is full, so that every call does its whole work. */
    public static class Amplitude extends Behind {
        @Override
        String xml(URI url) {
            return "<appender name=\"A\" class=\"dev.amplitude4j.logback.AmplitudeAppender\">"
                    + "<apiKey>" + Target.API_KEY + "</apiKey><serverUrl>" + url + "</serverUrl>"
                    + "<queue><maxBlock>1 min</maxBlock></queue></appender>";
        }
    }

    /** Loki4j. */
    public static class Loki extends Behind {
        @Override
        String xml(URI url) {
            return "<appender name=\"A\" class=\"com.github.loki4j.logback.Loki4jAppender\">" + "<http><url>" + url
                    + "loki/api/v1/push</url></http></appender>";
        }
    }
}

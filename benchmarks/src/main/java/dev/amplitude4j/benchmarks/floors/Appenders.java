// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.joran.spi.JoranException;
import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.benchmarks.workload.KeepingAppender;
import dev.amplitude4j.benchmarks.workload.LogbackSetup;
import dev.amplitude4j.benchmarks.workload.Target;
import dev.amplitude4j.logback.AmplitudeAppender;
import dev.amplitude4j.transport.NullTransport;
import java.io.IOException;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.slf4j.Logger;

/** Loggers in front of the appenders that are compared. */
public class Appenders {

    private Appenders() {}

    /** A logger and what is behind it; one thread. */
    @State(Scope.Thread)
    public abstract static class Behind {
        private LogbackSetup logback;

        /** An appender of the name {@code A}. */
        abstract String xml() throws IOException;

        /** Called before Logback stops. */
        void end() {}

        /** Starts Logback. */
        @Setup
        public void start() throws IOException, JoranException {
            logback = LogbackSetup.start(xml());
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            end();
            logback.close();
        }

        Logger logger() {
            return logback.logger();
        }
    }

    /** An appender that keeps the record. */
    public static class Nothing extends Behind {
        @Override
        String xml() {
            return "<appender name=\"A\" class=\"" + KeepingAppender.class.getName() + "\"/>";
        }
    }

    /** Ours, behind which everything is confirmed and nothing is sent; no caller waits, as {@link RoomCheck} sees to. */
    public static class Amplitude extends Behind {
        @Override
        String xml() {
            return "<appender name=\"A\" class=\"dev.amplitude4j.logback.AmplitudeAppender\">"
                    + "<apiKey>" + Target.API_KEY + "</apiKey>"
                    + "<transport class=\"" + NullTransport.class.getName() + "\"/>"
                    + "<queue><maxBytes>" + RoomCheck.QUEUE_BYTES + "</maxBytes></queue></appender>";
        }

        @Override
        void end() {
            LoggerContext context = ((ch.qos.logback.classic.Logger) logger()).getLoggerContext();
            AmplitudeAppender appender = (AmplitudeAppender)
                    context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("A");
            RoomCheck.check(appender.stats());
        }
    }

    /** Loki4j, which sends to a server of this process that confirms everything. */
    public static class Loki extends Behind {
        private HttpServer server;

        @Override
        String xml() throws IOException {
            server = ConfirmingServer.start();
            return "<appender name=\"A\" class=\"com.github.loki4j.logback.Loki4jAppender\">" + "<http><url>"
                    + ConfirmingServer.url(server) + "loki/api/v1/push</url></http></appender>";
        }

        @Override
        void end() {
            server.stop(0);
        }
    }
}

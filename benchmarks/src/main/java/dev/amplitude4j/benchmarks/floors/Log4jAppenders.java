// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.benchmarks.workload.Log4jSetup;
import dev.amplitude4j.benchmarks.workload.Target;
import java.io.IOException;
import java.net.URI;
import org.apache.logging.log4j.Logger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Loggers of Log4j in front of the appenders that are compared, as {@link Appenders} has them of Logback. */
public class Log4jAppenders {

    private Log4jAppenders() {}

    /** A logger and what is behind it; one thread. */
    @State(Scope.Thread)
    public abstract static class Behind {
        private Log4jSetup log4j;
        private HttpServer server;
        private Logger logger;

        abstract String xml(URI url);

        /** Starts the server and Log4j. */
        @Setup
        public void start() throws IOException {
            server = ConfirmingServer.start();
            log4j = Log4jSetup.start(xml(ConfirmingServer.url(server)));
            logger = log4j.logger();
        }

        /** Stops both. */
        @TearDown
        public void stop() {
            log4j.close();
            server.stop(0);
        }

        Logger logger() {
            return logger;
        }
    }

    /** Log4j's own appender that does nothing but count. */
    public static class Nothing extends Behind {
        @Override
        String xml(URI url) {
            return "<CountingNoOp name=\"A\"/>";
        }
    }

    /** Ours. A caller waits when the queue is full, so that every call does its whole work. */
    public static class Amplitude extends Behind {
        @Override
        String xml(URI url) {
            return "<Amplitude name=\"A\" apiKey=\"" + Target.API_KEY + "\" serverUrl=\"" + url + "\">"
                    + "<AmplitudeQueue maxBlockMillis=\"60000\"/></Amplitude>";
        }
    }
}

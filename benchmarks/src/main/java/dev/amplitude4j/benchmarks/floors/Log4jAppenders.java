// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.benchmarks.workload.Log4jSetup;
import dev.amplitude4j.benchmarks.workload.Target;
import dev.amplitude4j.log4j2.AmplitudeAppender;
import dev.amplitude4j.transport.NullTransport;
import java.io.IOException;
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
        private Logger logger;

        /** An appender of the name {@code A}. */
        abstract String xml();

        /** Called before Log4j stops. */
        void end() {}

        /** Starts Log4j. */
        @Setup
        public void start() throws IOException {
            log4j = Log4jSetup.start(xml());
            logger = log4j.logger();
        }

        /** Stops it. */
        @TearDown
        public void stop() {
            end();
            log4j.close();
        }

        Logger logger() {
            return logger;
        }
    }

    /** Log4j's own appender that does nothing but count. */
    public static class Nothing extends Behind {
        @Override
        String xml() {
            return "<CountingNoOp name=\"A\"/>";
        }
    }

    /** Ours, behind which everything is confirmed and nothing is sent; no caller waits, as {@link RoomCheck} sees to. */
    public static class Amplitude extends Behind {
        @Override
        String xml() {
            return "<Amplitude name=\"A\" apiKey=\"" + Target.API_KEY + "\" transportClass=\""
                    + NullTransport.class.getName() + "\"><AmplitudeQueue maxBytes=\"" + RoomCheck.QUEUE_BYTES
                    + "\"/></Amplitude>";
        }

        @Override
        void end() {
            AmplitudeAppender appender = ((org.apache.logging.log4j.core.Logger) logger())
                    .getContext()
                    .getConfiguration()
                    .getAppender("A");
            RoomCheck.check(appender.stats());
        }
    }
}

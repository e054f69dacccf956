// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.transport.OkHttpTransport;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One POST of 1,000 events to a server of this process, from start to answer: a stall would show as 20 ms and more. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OkHttpTransportBenchmark {

    private static final int BODY_BYTES = 390_000;

    private final OkHttpTransport transport =
            new OkHttpTransport(Duration.ofSeconds(5), Duration.ofSeconds(30), 4, Thread::new);
    private HttpServer server;
    private UploadRequest request;

    /** Starts the server. */
    @Setup
    public void start() throws IOException {
        server = ConfirmingServer.start();
        request = new Body(ConfirmingServer.url(server).toString());
    }

    /** Sends and waits. */
    @Benchmark
    public UploadResponse post() {
        return transport.send(request).join();
    }

    /** Stops both ends. */
    @TearDown
    public void stop() {
        transport.close();
        server.stop(0);
    }

    /** A body in chunks of the size in which the client keeps events. */
    private record Body(String url) implements UploadRequest {
        private static final byte[] CHUNK = new byte[65_000];

        @Override
        public int eventCount() {
            return 1_000;
        }

        @Override
        public boolean isGzip() {
            return false;
        }

        @Override
        public long contentLength() {
            return BODY_BYTES;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (int i = 0; i < BODY_BYTES / CHUNK.length; i++) {
                out.write(CHUNK);
            }
        }
    }
}

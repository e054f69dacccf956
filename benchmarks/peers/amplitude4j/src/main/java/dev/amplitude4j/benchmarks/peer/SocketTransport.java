// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;

/** The least that an HTTP client can do, as the floor that OkHttp is compared with; not fit for anything else. Thread-safe. */
final class SocketTransport implements Transport {

    private static final int BUFFER_BYTES = 64 * 1024;
    private final ExecutorService threads;
    private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

    SocketTransport(int maxParallelUploads) {
        threads = Executors.newFixedThreadPool(maxParallelUploads, task -> {
            Thread thread = new Thread(task, "socket-transport");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        CompletableFuture<UploadResponse> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(exchange(request));
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private UploadResponse exchange(UploadRequest request) throws IOException {
        Connection connection = idle.poll();
        if (connection == null) {
            connection = new Connection(URI.create(request.url()));
        }
        UploadResponse response = connection.exchange(request);
        idle.add(connection);
        return response;
    }

    /** One kept connection; one thread at a time. */
    private static final class Connection {
        private final URI uri;
        private final InputStream in;
        private final OutputStream out;

        @SuppressWarnings("AddressSelection") // The address is one that the driver made.
        Connection(URI uri) throws IOException {
            this.uri = uri;
            Socket socket = uri.getScheme().equals("https")
                    ? SSLSocketFactory.getDefault().createSocket(uri.getHost(), uri.getPort())
                    : new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
        }

        UploadResponse exchange(UploadRequest request) throws IOException {
            String encoding = request.isGzip() ? "Content-Encoding: gzip\r\n" : "";
            String head = "POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + "\r\nContent-Type: application/json\r\n" + encoding
                    + "Content-Length: " + request.contentLength() + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            request.writeTo(out);
            out.flush();
            return answer();
        }

        private UploadResponse answer() throws IOException {
            int status = Integer.parseInt(line().split(" ", 3)[1]);
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring("content-length:".length()).trim());
                }
            }
            return new UploadResponse(status, null, in.readNBytes(length));
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }
}

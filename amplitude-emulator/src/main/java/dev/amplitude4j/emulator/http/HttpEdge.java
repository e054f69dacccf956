// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** The listening socket on the loopback interface and the threads behind it. Opened and closed by the emulator. */
public final class HttpEdge implements AutoCloseable {

    private static final int MAX_THREADS = 64;
    private static final long IDLE_SECONDS = 5;
    private static final int BACKLOG = 1_024;

    static {
        // Read once when the server's classes load: without it, small answers wait for the client's delayed ACK.
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private HttpEdge(HttpServer server) {
        this.server = server;
        this.threads = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
        this.threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port 0 for any free port
     * @param tls null for plain HTTP
     */
    public static HttpEdge open(int port, SSLContext tls, HttpHandler handler) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        HttpServer server = tls == null ? HttpServer.create(address, BACKLOG) : secureServer(address, tls);
        HttpEdge edge = new HttpEdge(server);
        server.createContext("/", handler);
        edge.startAsDaemon();
        return edge;
    }

    private static HttpServer secureServer(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** The server's own thread is a daemon only if the thread that starts it is one. */
    private void startAsDaemon() {
        Thread starter = new Thread(server::start, "emulator-start");
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger numbers = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "emulator-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Closes the socket and all connections at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** The least server there can be, in the process of a benchmark: reads a body and confirms it. */
final class ConfirmingServer {

    private static final byte[] CONFIRMATION = "{\"code\":200}".getBytes(StandardCharsets.US_ASCII);

    private ConfirmingServer() {}

    static HttpServer start() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "confirming-server");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, CONFIRMATION.length);
                exchange.getResponseBody().write(CONFIRMATION);
            }
        });
        server.start();
        return server;
    }

    static URI url(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }
}

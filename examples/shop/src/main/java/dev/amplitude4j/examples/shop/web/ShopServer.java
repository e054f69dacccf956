// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shop's door: an HTTP server on the loopback address with a few threads. Closed by whoever opened it. */
public final class ShopServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ShopServer.class);

    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private ShopServer(HttpServer server) {
        this.server = server;
    }

    /** Opens at that port, or at any free one for 0. */
    public static ShopServer open(int port, ShopApi api) throws IOException {
        // The JDK's server writes head and body apart; without this each answer may wait 40 ms for the other side's
        // ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        HttpContext context = server.createContext("/", new Router(api.routes()));
        context.getFilters().add(new RequestContext());
        ShopServer shop = new ShopServer(server);
        server.setExecutor(shop.threads);
        server.start();
        log.info("open at {}", shop.url());
        return shop;
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Closes at once: requests under way get no answer. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        log.info("closed");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.amplitude4j.benchmarks.figures.Readings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * The server that all peers send to, in a process of its own, plain and over TLS: confirms what it gets in the words of any
 * of their protocols and counts the events in it. Told what to do under {@code /control}, in the query.
 */
public final class ReceivingServer {

    /** Begins the one line that is printed once it listens, before the two ports. */
    public static final String READY = "ready ";

    private static final int BACKLOG = 200;

    private final Receipts receipts = new Receipts();
    private final Judge judge = new Judge();
    private volatile Behaviour behaviour = Behaviour.KIND;

    private ReceivingServer() {}

    /** Listens on two free ports of the loopback address until the process is ended; the argument is a key store. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        new ReceivingServer().listen(Path.of(arguments[0]));
        new CountDownLatch(1).await();
    }

    private void listen(Path keyStore) throws IOException, GeneralSecurityException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer plain = HttpServer.create(anyPort, BACKLOG);
        HttpsServer tls = HttpsServer.create(anyPort, BACKLOG);
        tls.setHttpsConfigurator(new HttpsConfigurator(TestCertificate.context(keyStore)));
        Executor threads = Executors.newCachedThreadPool();
        for (HttpServer server : new HttpServer[] {plain, tls}) {
            server.setExecutor(threads);
            server.createContext("/", guarded(this::receive));
            server.createContext("/control", guarded(this::control));
            server.start();
        }
        System.out.println(
                READY + plain.getAddress().getPort() + " " + tls.getAddress().getPort());
    }

    /** Without an answer, the JDK's server would keep the connection for ever. */
    private static HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        };
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Behaviour now = behaviour;
        pause(now.delayMillis());
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 200, "{}");
        } else if (now.isDown()) {
            receipts.refused(exchange.getRemoteAddress());
            answer(exchange, 503, "{\"code\":503}");
        } else {
            MarkCounter events = MarkCounter.of(plain(exchange, body));
            answer(exchange, 200, confirmation(exchange, events.events(), body.length));
            receipts.confirmed(exchange.getRemoteAddress(), body.length, events);
        }
    }

    private void control(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String wishes = exchange.getRequestURI().getQuery();
        if (wishes != null) {
            reset(Behaviour.of(Readings.ofLine(wishes.replace('&', ' ')).all()));
        }
        Readings readings = behaviour.judged() ? judge.readings() : receipts.readings();
        readings.put("upAtMillis", behaviour.upAtMillis());
        answer(exchange, 200, readings.toLine());
    }

    private void reset(Behaviour wished) {
        receipts.reset();
        if (wished.judged()) {
            judge.reset();
        }
        behaviour = wished;
    }

    private static byte[] plain(HttpExchange exchange, byte[] body) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 1 << 16)) {
            return in.readAllBytes();
        }
    }

    /** One JSON object that all take for a yes, with everything that Amplitude's SDK insists on; OTLP takes an empty message. */
    private static String confirmation(HttpExchange exchange, int events, int bytes) {
        return exchange.getRequestURI().getPath().startsWith("/v1/logs")
                ? ""
                : "{\"code\":200,\"events_ingested\":" + events + ",\"payload_size_bytes\":" + bytes
                        + ",\"server_upload_time\":" + System.currentTimeMillis() + ",\"status\":1,\"success\":true}";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        String type = bytes.length == 0 ? "application/x-protobuf" : "application/json";
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

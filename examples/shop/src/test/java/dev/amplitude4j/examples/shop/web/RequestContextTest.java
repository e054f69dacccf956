// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestContextTest {

    @Test
    void request_isDescribedWhileItIsServedAndForgottenAfterwards() throws Exception {
        AtomicReference<Map<String, String>> during = new AtomicReference<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService onlyThread = Executors.newSingleThreadExecutor();
        server.setExecutor(onlyThread);
        server.createContext("/", exchange -> {
                    during.set(MDC.getCopyOfContextMap());
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new RequestContext());
        server.start();
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.getAddress().getPort()))
                    .header("X-Customer-Id", "customer-7")
                    .header("X-Session-Id", "1700000000000")
                    .header("X-Tenant", "north")
                    .header("X-Request-Id", "request-9")
                    .build();
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

            assertThat(during.get())
                    .containsOnly(
                            Map.entry("user_id", "customer-7"),
                            Map.entry("session_id", "1700000000000"),
                            Map.entry("tenant", "north"),
                            Map.entry("request_id", "request-9"));
            assertThat(onlyThread.submit(MDC::getCopyOfContextMap).get()).isNullOrEmpty();
        } finally {
            server.stop(0);
            onlyThread.shutdown();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.amplitude4j.examples.shop.store.ShopException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and writes its answer, or what went wrong, as JSON. Many threads serve requests with it. */
final class Router implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long startNanos = System.nanoTime();
        try (exchange) {
            Reply reply = answer(exchange);
            byte[] body = Json.write(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
            log.debug(
                    "{} {} answered {} after {} ms",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    reply.status(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        try {
            return route(exchange);
        } catch (ShopException e) {
            log.info("{} {}: {}", exchange.getRequestMethod(), exchange.getRequestURI(), e.getMessage());
            return Reply.error(status(e.reason()), e.getMessage());
        } catch (RuntimeException e) {
            log.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            return Reply.error(500, "something went wrong on our side");
        }
    }

    private Reply route(HttpExchange exchange) throws IOException {
        for (Route route : routes) {
            Optional<Map<String, String>> values = route.match(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            if (values.isPresent()) {
                return route.action().answer(new Call(exchange, values.get()));
            }
        }
        return Reply.error(404, "there is nothing here");
    }

    private static int status(ShopException.Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case DECLINED -> 402;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes whole answers. Stateless, used by server threads. */
final class Responder {

    static final String JSON = "application/json";

    private Responder() {}

    static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (sendHead(exchange, status, bytes.length)) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    /** Sends status and headers, and says whether a body is to follow. */
    static boolean sendHead(HttpExchange exchange, int status, int bodyBytes) throws IOException {
        boolean bodyless = bodyBytes == 0
                || status == 204
                || status == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodyless ? -1 : bodyBytes);
        return !bodyless;
    }

    static void sendError(HttpExchange exchange, int status, String error) throws IOException {
        send(
                exchange,
                status,
                JSON,
                Json.object().put("code", status).put("error", error).toString());
    }
}

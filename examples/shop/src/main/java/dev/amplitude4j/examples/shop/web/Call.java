// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request as a route sees it. Used by the thread that serves the request. */
final class Call {

    private final HttpExchange exchange;
    private final Map<String, String> pathValues;

    Call(HttpExchange exchange, Map<String, String> pathValues) {
        this.exchange = exchange;
        this.pathValues = pathValues;
    }

    /** What stands in the path in place of {@code {name}}. */
    String path(String name) {
        return pathValues.get(name);
    }

    /** A parameter of the query; empty if it is not given. */
    String query(String name) {
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** Who is signed in, or null. This shop trusts the header; a real one would look up a session. */
    String customerId() {
        return exchange.getRequestHeaders().getFirst(RequestContext.CUSTOMER_HEADER);
    }

    <T> T body(Class<T> type) throws IOException {
        return Json.read(exchange.getRequestBody(), type);
    }
}

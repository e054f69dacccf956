// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.slf4j.MDC;

/**
 * Tells the log who is asking: every line that is logged while a request is served carries its user, device, session, tenant
 * and request id. Wraps each request on the thread that serves it, and takes back afterwards what it put, since that thread
 * serves somebody else next.
 */
final class RequestContext extends Filter {

    static final String CUSTOMER_HEADER = "X-Customer-Id";

    private static final String REQUEST_HEADER = "X-Request-Id";
    private static final String REQUEST_KEY = "request_id";

    private static final Map<String, String> KEYS_BY_HEADER = Map.of(
            CUSTOMER_HEADER,
            "user_id",
            "X-Device-Id",
            "device_id",
            "X-Session-Id",
            "session_id",
            "X-Tenant",
            "tenant",
            REQUEST_HEADER,
            REQUEST_KEY);

    @Override
    public String description() {
        return "puts who is asking into the MDC";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        try {
            MDC.put(REQUEST_KEY, UUID.randomUUID().toString());
            KEYS_BY_HEADER.forEach(
                    (header, key) -> put(key, exchange.getRequestHeaders().getFirst(header)));
            chain.doFilter(exchange);
        } finally {
            KEYS_BY_HEADER.values().forEach(MDC::remove);
        }
    }

    private static void put(String key, String value) {
        if (value != null && !value.isBlank()) {
            MDC.put(key, value);
        }
    }
}

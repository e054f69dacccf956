// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.amplitude4j.emulator.fault.FaultPlan;
import dev.amplitude4j.emulator.judge.Judge;
import dev.amplitude4j.emulator.store.EventStore;
import dev.amplitude4j.emulator.store.RequestLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

/** Sends each request to whoever serves its path, once its {@code Host} is known to be ours. Any server thread. */
public final class Site implements HttpHandler {

    private final HostCheck hosts;
    private final IngestHandler ingest;
    private final ApiHandler api;
    private final HomePage home;

    /**
     * A site over these parts.
     *
     * @param reset forgets everything
     * @param allowedHosts the names a {@code Host} header may bear, without port
     */
    public Site(
            Judge judge,
            EventStore store,
            RequestLog requests,
            FaultPlan faults,
            InstantSource clock,
            Runnable reset,
            Set<String> allowedHosts) {
        this.hosts = new HostCheck(allowedHosts);
        this.ingest = new IngestHandler(judge, faults, requests, clock);
        this.api = new ApiHandler(store, requests, faults, clock, reset);
        this.home = new HomePage(store, requests);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean read = exchange.getRequestMethod().equals("GET");
        if (!hosts.allows(exchange)) {
            try (exchange) {
                Responder.sendError(exchange, 403, "The Host or Origin header is not this emulator's");
            }
        } else if (path.startsWith("/api/")) {
            api.handle(exchange);
        } else if (read && path.equals("/")) {
            home.handle(exchange);
        } else {
            ingest.handle(exchange);
        }
    }
}

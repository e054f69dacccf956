// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.amplitude4j.emulator.store.Counts;
import dev.amplitude4j.emulator.store.EventStore;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import dev.amplitude4j.emulator.store.RequestLog;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Serves the page at {@code /}: counts, last events, last rejections, last requests. Any server thread. */
final class HomePage implements HttpHandler {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final int SHOWN = 50;
    private static final int SHOWN_CHARACTERS = 500;

    private final EventStore store;
    private final RequestLog requests;

    HomePage(EventStore store, RequestLog requests) {
        this.store = store;
        this.requests = requests;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            Responder.send(exchange, 200, "text/html; charset=utf-8", page());
        }
    }

    private String page() {
        List<ReceivedRequest> all = requests.all();
        List<ReceivedRequest> rejected =
                all.stream().filter(ReceivedRequest::isRejected).toList();
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append("<title>Amplitude emulator</title></head><body>\n<h1>Amplitude emulator</h1>\n");
        counts(page, requests.counts(store.size(), store.duplicates()));
        page.append("<h2>Last events</h2>\n<table><tr><th>Received</th><th>Request</th><th>Type</th>");
        page.append("<th>User</th><th>Device</th><th>JSON</th></tr>\n");
        newestFirst(store.all(), event -> eventRow(page, event));
        page.append("</table>\n<h2>Last rejections</h2>\n");
        requestTable(page, rejected);
        page.append("<h2>Last requests</h2>\n");
        requestTable(page, all);
        return page.append("</body></html>\n").toString();
    }

    private static void counts(StringBuilder page, Counts counts) {
        page.append("<p>").append(counts.events()).append(" events stored, ");
        page.append(counts.duplicates()).append(" duplicates ignored; ");
        page.append(counts.requests())
                .append(" requests with ")
                .append(counts.receipts())
                .append(" events, ");
        page.append(counts.rejectedRequests()).append(" requests rejected.</p>\n");
    }

    private static void requestTable(StringBuilder page, List<ReceivedRequest> requests) {
        page.append("<table><tr><th>Received</th><th>Request</th><th>Path</th><th>Status</th>");
        page.append("<th>Events</th><th>Reason</th></tr>\n");
        newestFirst(requests, request -> requestRow(page, request));
        page.append("</table>\n");
    }

    private static <T> void newestFirst(List<T> all, Consumer<T> row) {
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - SHOWN); i--) {
            row.accept(all.get(i));
        }
    }

    private static void eventRow(StringBuilder page, StoredEvent event) {
        row(
                page,
                Instant.ofEpochMilli(event.receivedAtMillis()),
                event.requestNumber(),
                event.eventType(),
                event.userId(),
                event.deviceId(),
                event.json());
    }

    private static void requestRow(StringBuilder page, ReceivedRequest request) {
        row(
                page,
                Instant.ofEpochMilli(request.receivedAtMillis()),
                request.number(),
                request.path(),
                request.status(),
                request.events(),
                request.reason());
    }

    private static void row(StringBuilder page, Object... cells) {
        page.append("<tr>");
        for (Object cell : cells) {
            page.append("<td>")
                    .append(cell == null ? "" : Html.escape(shorten(cell.toString())))
                    .append("</td>");
        }
        page.append("</tr>\n");
    }

    private static String shorten(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}

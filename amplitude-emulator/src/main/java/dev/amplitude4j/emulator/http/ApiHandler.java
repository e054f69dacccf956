// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.fault.FaultPlan;
import dev.amplitude4j.emulator.store.EventStore;
import dev.amplitude4j.emulator.store.ReceivedRequest;
import dev.amplitude4j.emulator.store.RequestLog;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Serves the query API under {@code /api/}: what was received, and the fault plan. Any server thread. */
final class ApiHandler implements HttpHandler {

    private static final int MAX_BODY_BYTES = 1_000_000;

    private final EventStore store;
    private final RequestLog requests;
    private final FaultPlan faults;
    private final InstantSource clock;
    private final Runnable reset;

    ApiHandler(EventStore store, RequestLog requests, FaultPlan faults, InstantSource clock, Runnable reset) {
        this.store = store;
        this.requests = requests;
        this.faults = faults;
        this.clock = clock;
        this.reset = reset;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                JsonNode answer = answer(exchange);
                Responder.send(exchange, 200, Responder.JSON, answer.toString());
            } catch (ApiException e) {
                Responder.sendError(exchange, e.status(), e.getMessage());
            }
        }
    }

    private JsonNode answer(HttpExchange exchange) throws IOException, ApiException {
        Query query = Query.of(exchange.getRequestURI());
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        return switch (call) {
            case "GET /api/events" -> events(query);
            case "GET /api/counts" -> Json.MAPPER.valueToTree(requests.counts(store.size(), store.duplicates()));
            case "GET /api/requests" -> requests(query, request -> true);
            case "GET /api/rejected" -> requests(query, ReceivedRequest::isRejected);
            case "GET /api/user_properties" -> userProperties(query);
            case "GET /api/group_properties" ->
                store.groupProperties(query.required("group_type"), query.required("group_name"));
            case "GET /api/faults" -> faultPlan();
            case "PUT /api/faults" -> setFaults(jsonBody(exchange));
            case "DELETE /api/faults" -> clearFaults(exchange);
            case "POST /api/reset" -> reset(exchange);
            default -> throw new ApiException(404, "no such call: " + call);
        };
    }

    /** The newest events that the filters let through, in arrival order. */
    private ObjectNode events(Query query) throws ApiException {
        Predicate<StoredEvent> filter = query.equal("event_type", StoredEvent::eventType)
                .and(query.equal("user_id", StoredEvent::userId))
                .and(query.equal("device_id", StoredEvent::deviceId))
                .and(query.equal("insert_id", StoredEvent::insertId));
        List<StoredEvent> matching = store.all().stream().filter(filter).toList();
        ObjectNode answer = Json.object().put("matching", matching.size());
        ArrayNode list = answer.putArray("events");
        for (StoredEvent event : query.newest(matching)) {
            ObjectNode entry = list.addObject();
            entry.put("request", event.requestNumber());
            entry.put("received_at_millis", event.receivedAtMillis());
            entry.put("event_time_millis", event.eventTimeMillis());
            entry.set("event", event.node());
        }
        return answer;
    }

    private ObjectNode requests(Query query, Predicate<ReceivedRequest> filter) throws ApiException {
        List<ReceivedRequest> matching = requests.all().stream().filter(filter).toList();
        ObjectNode answer = Json.object().put("matching", matching.size());
        answer.set("requests", Json.MAPPER.valueToTree(query.newest(matching)));
        return answer;
    }

    private ObjectNode userProperties(Query query) throws ApiException {
        return query.has("device_id")
                ? store.deviceProperties(query.required("device_id"))
                : store.userProperties(query.required("user_id"));
    }

    private ObjectNode faultPlan() {
        ObjectNode answer = Json.object();
        answer.set("faults", Json.MAPPER.valueToTree(faults.faults()));
        return answer;
    }

    private ObjectNode setFaults(JsonNode body) throws ApiException {
        if (!body.path("faults").isArray()) {
            throw new ApiException(400, "the body must be {\"faults\": [...]}");
        }
        try {
            List<Fault> plan = List.of(Json.MAPPER.treeToValue(body.get("faults"), Fault[].class));
            faults.set(plan, clock.millis());
        } catch (JsonProcessingException | NullPointerException e) {
            throw new ApiException(400, "a fault is not as it should be: " + e.getMessage());
        }
        return faultPlan();
    }

    private ObjectNode clearFaults(HttpExchange exchange) throws ApiException {
        requireJson(exchange);
        faults.set(List.of(), clock.millis());
        return faultPlan();
    }

    private ObjectNode reset(HttpExchange exchange) throws ApiException {
        requireJson(exchange);
        reset.run();
        return Json.object().put("reset", true);
    }

    private static JsonNode jsonBody(HttpExchange exchange) throws IOException, ApiException {
        requireJson(exchange);
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new ApiException(413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ApiException(400, "the body is not JSON: " + e.getMessage());
        }
    }

    /** A web page cannot send this type without being asked first, and nobody answers that question. */
    private static void requireJson(HttpExchange exchange) throws ApiException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
            throw new ApiException(415, "Content-Type must be application/json");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** What one visitor talks to the shop with: remembers its device, its session and who signed in. Used by one thread at a time. */
final class Browser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final String shopUrl;
    private final String deviceId;
    private final String tenant;
    private final long sessionStartMillis = System.currentTimeMillis();
    private String customerId;

    Browser(HttpClient http, String shopUrl, String deviceId, String tenant) {
        this.http = http;
        this.shopUrl = shopUrl;
        this.deviceId = deviceId;
        this.tenant = tenant;
    }

    void signIn(String id) {
        customerId = id;
    }

    String customerId() {
        return customerId;
    }

    Page get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Page post(String path, Map<String, ?> form) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(form))));
    }

    Page put(String path, Map<String, ?> form) throws IOException, InterruptedException {
        return send(request(path).PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(form))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(shopUrl + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Device-Id", deviceId)
                .header("X-Session-Id", Long.toString(sessionStartMillis))
                .header("X-Tenant", tenant);
        return customerId == null ? request : request.header("X-Customer-Id", customerId);
    }

    private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        return new Page(response.statusCode(), JSON.readTree(response.body()));
    }

    /** An answer of the shop. */
    record Page(int status, JsonNode json) {

        boolean isOk() {
            return status / 100 == 2;
        }
    }
}

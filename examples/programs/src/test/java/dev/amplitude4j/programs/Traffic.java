// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The two ends of a program under test: the requests that the test makes to it, and the events that arrive of them. */
final class Traffic implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Emulator emulator = Emulator.start();

    Emulator emulator() {
        return emulator;
    }

    /** Gets a page, which must be there. */
    String get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** The same by somebody with a password. */
    String get(String url, String user, String password) {
        String both = Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Basic " + both)
                .GET());
    }

    /** Posts nothing to an address that takes it. */
    String post(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()));
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response::body).isEqualTo(200);
            return response.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The events of that type which arrived. */
    Stream<JsonNode> events(String type) {
        return emulator.received().stream()
                .<JsonNode>map(StoredEvent::node)
                .filter(event -> event.path("event_type").asText().equals(type));
    }

    /** The users of these events, sorted. */
    List<String> users(String type) {
        return events(type)
                .map(event -> event.path("user_id").asText())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        emulator.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/** What the tests send over real HTTP, with as few words as possible. */
public final class Wire {

    /** An API key of the right form. */
    public static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Wire() {}

    /** A request body with these events. */
    public static String body(String... events) {
        return "{\"api_key\":\"" + KEY + "\",\"events\":[" + String.join(",", events) + "]}";
    }

    /** A sound event of a user. */
    public static String event(String userId, String insertId) {
        return "{\"event_type\":\"Opened\",\"user_id\":\"" + userId + "\",\"insert_id\":\"" + insertId + "\"}";
    }

    /** So many sound events of a user, with insert ids made of a prefix and a number. */
    public static String[] events(String userId, String insertIdPrefix, int count) {
        String[] events = new String[count];
        for (int i = 0; i < count; i++) {
            events[i] = event(userId, insertIdPrefix + i);
        }
        return events;
    }

    public static HttpResponse<String> post(Emulator emulator, String path, String body)
            throws IOException, InterruptedException {
        return send(request(emulator, path).POST(BodyPublishers.ofString(body)));
    }

    public static HttpResponse<String> get(Emulator emulator, String path) throws IOException, InterruptedException {
        return send(request(emulator, path).GET());
    }

    /** A request with JSON content type, to be completed. */
    public static HttpRequest.Builder request(Emulator emulator, String path) {
        return HttpRequest.newBuilder(URI.create(emulator.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json");
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Answers requests by a function of their events, at once, and remembers what arrived and what it took. Fails a request in
 * which an event is not what it was in an earlier one.
 */
final class ScriptedServer implements Transport {

    /** An answer that never comes. */
    static final UploadResponse SILENCE = answer(0, "");

    static final String CONFIRMED = "{\"code\":200}";
    static final String NO_NAMES = "{\"code\":400,\"error\":\"?\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> taken = new ArrayList<>();
    final List<Integer> requestSizes = new ArrayList<>();
    final List<Long> bodyLengths = new ArrayList<>();
    final List<String> urls = new ArrayList<>();
    final List<Boolean> compressed = new ArrayList<>();
    final List<String> uploadTimes = new ArrayList<>();
    final List<CompletableFuture<UploadResponse>> unanswered = new ArrayList<>();
    private final Map<String, String> events = new HashMap<>();
    private Function<List<String>, UploadResponse> script;

    ScriptedServer(Function<List<String>, UploadResponse> script) {
        this.script = script;
    }

    static UploadResponse answer(int status, String body) {
        return new UploadResponse(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    static UploadResponse confirmed() {
        return answer(200, CONFIRMED);
    }

    /** From now on answers so; null stands for a refused connection. */
    void become(Function<List<String>, UploadResponse> next) {
        script = next;
    }

    /** Events received, each time they were. */
    long receipts() {
        return requestSizes.stream().mapToLong(Integer::longValue).sum();
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        List<String> insertIds = insertIds(request);
        requestSizes.add(insertIds.size());
        urls.add(request.url());
        compressed.add(request.isGzip());
        UploadResponse answer = script.apply(insertIds);
        CompletableFuture<UploadResponse> future = new CompletableFuture<>();
        if (answer == SILENCE) {
            unanswered.add(future);
            return future;
        }
        if (answer == null) {
            future.completeExceptionally(new UploadFailure(new IOException("refused"), false));
            return future;
        }
        if (answer.status() == 200) {
            taken.addAll(insertIds);
        }
        future.complete(answer);
        return future;
    }

    @Override
    public void close() {}

    private List<String> insertIds(UploadRequest request) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            request.writeTo(body);
            if (body.size() != request.contentLength()) {
                throw new AssertionError("announced " + request.contentLength() + " bytes, wrote " + body.size());
            }
            byte[] plain = request.isGzip()
                    ? new GZIPInputStream(new ByteArrayInputStream(body.toByteArray())).readAllBytes()
                    : body.toByteArray();
            bodyLengths.add((long) plain.length);
            JsonNode root = JSON.readTree(plain);
            uploadTimes.add(root.get("client_upload_time").asText());
            List<String> ids = new ArrayList<>();
            for (JsonNode event : root.get("events")) {
                ids.add(event.get("insert_id").asText());
                checkUnchanged(event);
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkUnchanged(JsonNode event) {
        String before = events.putIfAbsent(event.get("insert_id").asText(), event.toString());
        if (before != null && !before.equals(event.toString())) {
            throw new AssertionError("was " + before + ", is " + event);
        }
    }

    /** What was taken of each user came in the order of its numbers; ids are {@code user#number}. */
    void assertInOrder() {
        Map<String, Integer> last = new HashMap<>();
        for (String id : taken) {
            int number = Integer.parseInt(id.substring(id.indexOf('#') + 1));
            Integer before = last.put(user(id), number);
            assertThat(before == null || before < number)
                    .as("%s after #%s", id, before)
                    .isTrue();
        }
    }

    /** A 429 that names those users. */
    static UploadResponse throttled(String... users) {
        List<String> members = new ArrayList<>();
        for (String user : users) {
            members.add("\"" + user + "\":41");
        }
        return answer(
                429, "{\"code\":429,\"eps_threshold\":30,\"throttled_users\":{" + String.join(",", members) + "}}");
    }

    /** Whose event that is. */
    static String user(String insertId) {
        return insertId.substring(0, insertId.indexOf('#'));
    }
}

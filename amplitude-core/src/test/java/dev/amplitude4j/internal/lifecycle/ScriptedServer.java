// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers requests by a function of their events, at once, and remembers what arrived and what it took. */
final class ScriptedServer implements Transport {

    static final String CONFIRMED = "{\"code\":200}";
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> taken = new ArrayList<>();
    final List<Integer> requestSizes = new ArrayList<>();
    final List<Long> bodyLengths = new ArrayList<>();
    private Function<List<String>, UploadResponse> script;

    ScriptedServer(Function<List<String>, UploadResponse> script) {
        this.script = script;
    }

    static UploadResponse answer(int status, String body) {
        return new UploadResponse(status, null, body.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on answers so; null stands for a refused connection. */
    void become(Function<List<String>, UploadResponse> next) {
        script = next;
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        List<String> insertIds = insertIds(request);
        requestSizes.add(insertIds.size());
        UploadResponse answer = script.apply(insertIds);
        CompletableFuture<UploadResponse> future = new CompletableFuture<>();
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
            bodyLengths.add((long) body.size());
            List<String> ids = new ArrayList<>();
            for (JsonNode event : JSON.readTree(body.toByteArray()).get("events")) {
                ids.add(event.get("insert_id").asText());
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of one request, read once by the thread that judges it. */
final class Envelope {

    static final int DEFAULT_MIN_ID_LENGTH = 5;

    /** Events past this many are counted but not kept: no endpoint takes them. */
    private static final int MAX_KEPT_EVENTS = 2_000;

    private static final ObjectReader NODES = new ObjectMapper(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Submission.MAX_INFLATED_BYTES)
                            .maxNameLength(Submission.MAX_INFLATED_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .reader()
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    private final List<SubmittedEvent> events = new ArrayList<>();
    private JsonNode apiKey;
    private JsonNode options;
    private JsonNode clientUploadTime;
    private boolean eventsPresent;
    private boolean eventsAreObjects;
    private int eventCount;

    private Envelope() {}

    static Envelope read(byte[] body) throws IOException {
        Envelope envelope = new Envelope();
        int start = byteOrderMarkLength(body);
        try (JsonParser parser = NODES.createParser(body, start, body.length - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "the body is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                envelope.readMember(parser, start);
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the JSON object");
            }
        }
        return envelope;
    }

    private static int byteOrderMarkLength(byte[] body) {
        boolean marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    private void readMember(JsonParser parser, int start) throws IOException {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
            case "api_key" -> apiKey = NODES.readTree(parser);
            case "options" -> options = NODES.readTree(parser);
            case "client_upload_time" -> clientUploadTime = NODES.readTree(parser);
            case "events" -> readEvents(parser, value, start);
            default -> parser.skipChildren();
        }
    }

    private void readEvents(JsonParser parser, JsonToken first, int start) throws IOException {
        events.clear();
        eventCount = 0;
        eventsPresent = first != JsonToken.VALUE_NULL;
        eventsAreObjects = first == JsonToken.START_ARRAY;
        if (!eventsAreObjects) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            eventCount++;
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                eventsAreObjects = false;
                parser.skipChildren();
            } else if (eventCount > MAX_KEPT_EVENTS) {
                parser.skipChildren();
            } else {
                events.add(readEvent(parser, start));
            }
        }
    }

    private static SubmittedEvent readEvent(JsonParser parser, int start) throws IOException {
        long offset = parser.currentTokenLocation().getByteOffset();
        if (offset < 0) {
            throw new JsonParseException(parser, "the body is not UTF-8");
        }
        ObjectNode node = NODES.readTree(parser);
        long end = parser.currentLocation().getByteOffset();
        return new SubmittedEvent(node, start + (int) offset, (int) (end - offset));
    }

    /** The key as text, or null if it is absent or null. */
    String apiKey() {
        return apiKey == null || apiKey.isNull() ? null : apiKey.isTextual() ? apiKey.textValue() : apiKey.toString();
    }

    boolean eventsPresent() {
        return eventsPresent;
    }

    /** Whether {@code events} is an array of nothing but objects. */
    boolean eventsAreObjects() {
        return eventsAreObjects;
    }

    /** How many events the request holds; more than {@link #events()} if it holds too many. */
    int eventCount() {
        return eventCount;
    }

    List<SubmittedEvent> events() {
        return events;
    }

    int minIdLength() {
        JsonNode length = options == null ? null : options.get("min_id_length");
        return length != null && length.canConvertToInt() && length.isIntegralNumber() && length.intValue() > 0
                ? length.intValue()
                : DEFAULT_MIN_ID_LENGTH;
    }

    /** The client's own upload time in ms since the epoch, or the server's if it sent none that can be read. */
    long clientUploadMillis(long serverMillis) {
        if (clientUploadTime == null || !clientUploadTime.isTextual()) {
            return serverMillis;
        }
        try {
            return Instant.parse(clientUploadTime.textValue()).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            return serverMillis;
        }
    }
}

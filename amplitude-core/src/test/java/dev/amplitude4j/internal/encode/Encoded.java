// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.result.LogResult;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Consumer;

/** Encodes events in tests, and reads them back with Jackson, strictly. */
final class Encoded {

    static final int MAX_EVENT_BYTES = 65_536;
    static final long NOW = 1_795_404_599_871L;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Encoded() {}

    static EventEncoder encoder() {
        return new EventEncoder(5, MAX_EVENT_BYTES, true, new EventDefaults(null, null, null, null));
    }

    /** An accepted event of type {@code test} by {@code user-1}, with what {@code parts} adds. */
    static JsonNode event(EventEncoder encoder, NameFilter filter, Consumer<EventSink> parts) {
        encoder.start(filter);
        encoder.eventType("test").userId("user-1");
        parts.accept(encoder);
        assertThat(encoder.finish(NOW, 7)).as(() -> encoder.problem()).isEqualTo(LogResult.ACCEPTED);
        return read(encoder);
    }

    static JsonNode event(Consumer<EventSink> parts) {
        return event(encoder(), NameFilter.KEEP_ALL, parts);
    }

    static JsonNode property(EventEncoder encoder, Object value) {
        return event(encoder, NameFilter.KEEP_ALL, sink -> sink.property("p", value))
                .path("event_properties")
                .path("p");
    }

    static JsonNode property(Object value) {
        return property(encoder(), value);
    }

    /** The event, which must be valid UTF-8 without a line break, no larger than allowed. */
    static JsonNode read(EventEncoder encoder) {
        assertThat(encoder.length()).isLessThanOrEqualTo(MAX_EVENT_BYTES);
        try {
            String text = UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(encoder.bytes(), 0, encoder.length()))
                    .toString();
            assertThat(text).doesNotContain("\n", "\r");
            return JSON.readTree(text);
        } catch (CharacterCodingException | JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

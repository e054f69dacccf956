// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.amplitude4j.examples.shop.store.ShopException;
import java.io.IOException;
import java.io.InputStream;

/** The JSON this shop speaks: snake_case names, unknown names refused. Any thread. */
final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    static <T> T read(InputStream body, Class<T> type) throws IOException {
        T value;
        try {
            value = MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw ShopException.invalid("not the JSON that is expected here: " + e.getOriginalMessage());
        }
        if (value == null) {
            throw ShopException.invalid("a JSON object is expected here");
        }
        return value;
    }

    static byte[] write(Object value) throws JsonProcessingException {
        return MAPPER.writeValueAsBytes(value);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** The body of an answer, which may be anything: what is not one whole JSON object holds nothing. Immutable. */
final class AnswerBody {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode root;

    private AnswerBody(JsonNode root) {
        this.root = root;
    }

    static AnswerBody parse(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return new AnswerBody(tree != null && tree.isObject() ? tree : MissingNode.getInstance());
        } catch (IOException | RuntimeException e) {
            return new AnswerBody(MissingNode.getInstance());
        }
    }

    boolean isJson() {
        return root.isObject();
    }

    /** A member's text; empty if it is missing or anything else. */
    String text(String member) {
        JsonNode node = root.path(member);
        return node.isTextual() ? node.textValue() : "";
    }

    /** A member's whole number; {@code otherwise} if it is missing or anything else. */
    int number(String member, int otherwise) {
        JsonNode node = root.path(member);
        return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : otherwise;
    }

    JsonNode node(String member) {
        return root.path(member);
    }
}

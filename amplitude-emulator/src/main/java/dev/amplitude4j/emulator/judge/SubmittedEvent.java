// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One event of a request as it was sent, and where its bytes lie in the body. Immutable. */
final class SubmittedEvent {

    private final ObjectNode node;
    private final int offset;
    private final int length;

    SubmittedEvent(ObjectNode node, int offset, int length) {
        this.node = node;
        this.offset = offset;
        this.length = length;
    }

    ObjectNode node() {
        return node;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    /** The member, or null if it is absent or JSON null, which the server takes for the same. */
    JsonNode member(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** The scalar as text (numbers are made strings, as the server does), or null. */
    String text(String name) {
        JsonNode value = member(name);
        return value == null || value.isContainerNode() ? null : value.asText();
    }

    String eventType() {
        return text("event_type");
    }

    String userId() {
        return text("user_id");
    }

    String deviceId() {
        return text("device_id");
    }

    String insertId() {
        return text("insert_id");
    }
}

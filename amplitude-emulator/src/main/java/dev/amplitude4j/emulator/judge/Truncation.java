// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Cuts the strings of an event to Amplitude's {@value #MAX_CHARACTERS} characters (UTF-16 units). Pure, any thread. */
final class Truncation {

    static final int MAX_CHARACTERS = 1_024;

    private Truncation() {}

    /** Cuts in place and says whether anything was cut. */
    static boolean truncate(JsonNode container) {
        boolean changed = false;
        if (container instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (isTooLong(member.getValue())) {
                    member.setValue(cut(member.getValue().textValue()));
                    changed = true;
                } else if (member.getValue().isContainerNode()) {
                    changed |= truncate(member.getValue());
                }
            }
        } else if (container instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (isTooLong(array.get(i))) {
                    array.set(i, cut(array.get(i).textValue()));
                    changed = true;
                } else if (array.get(i).isContainerNode()) {
                    changed |= truncate(array.get(i));
                }
            }
        }
        return changed;
    }

    private static boolean isTooLong(JsonNode value) {
        return value.isTextual() && value.textValue().length() > MAX_CHARACTERS;
    }

    private static TextNode cut(String text) {
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1));
        return TextNode.valueOf(text.substring(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.agent.rules.Binding;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.ValuePath;
import dev.amplitude4j.agent.weave.Match;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** An event such as a rule makes, with values made up by their types. Without state. */
final class SampleEvent {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleEvent() {}

    /** The event of a call of that method, as Amplitude gets it but for what the client adds. */
    static String of(MethodRule rule, String event, BiFunction<ValuePath, Match, Object> samples, Match match) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("event_type", event);
        put(root, "user_id", rule.user() == null ? null : String.valueOf(samples.apply(rule.user(), match)));
        put(root, "device_id", rule.device() == null ? null : String.valueOf(samples.apply(rule.device(), match)));
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        add(properties, rule.properties(), samples, match);
        for (Map.Entry<String, Object> fixed : rule.fixed().entrySet()) {
            put(properties, fixed.getKey(), fixed.getValue());
        }
        ObjectNode userProperties = JsonNodeFactory.instance.objectNode();
        add(userProperties, rule.userProperties(), samples, match);
        ObjectNode groups = JsonNodeFactory.instance.objectNode();
        add(groups, rule.groups(), samples, match);
        attach(root, "event_properties", properties);
        if (!userProperties.isEmpty()) {
            root.set("user_properties", JsonNodeFactory.instance.objectNode().set("$set", userProperties));
        }
        attach(root, "groups", groups);
        return root.toString();
    }

    /** The event of a log line, with a text for each group. */
    static String of(String event, Map<String, Object> values) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("event_type", event);
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Object> value : values.entrySet()) {
            boolean isId = value.getKey().equals("user_id") || value.getKey().equals("device_id");
            put(isId ? root : properties, value.getKey(), value.getValue());
        }
        attach(root, "event_properties", properties);
        return root.toString();
    }

    private static void add(
            ObjectNode target, List<Binding> bindings, BiFunction<ValuePath, Match, Object> samples, Match match) {
        for (Binding binding : bindings) {
            put(target, binding.name(), samples.apply(binding.path(), match));
        }
    }

    private static void put(ObjectNode target, String name, Object value) {
        if (value != null) {
            target.set(name, JSON.<JsonNode>valueToTree(value));
        }
    }

    private static void attach(ObjectNode root, String name, ObjectNode section) {
        if (!section.isEmpty()) {
            root.set(name, section);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** The stored properties of users, devices without a user, and groups. Used under the store's lock. */
final class Properties {

    private record Owner(String kind, String name) {}

    private final Map<Owner, ObjectNode> byOwner = new HashMap<>();

    /** Applies what an event says about its user or its groups. */
    void apply(StoredEvent event) {
        if (!event.isCarryingProperties()) {
            return;
        }
        JsonNode node = event.node();
        if (event.eventType().equals("$groupidentify")) {
            applyToGroups(node.path("groups"), node.path("group_properties"));
        } else if (!node.path("$skip_user_properties_sync").asBoolean()) {
            Owner owner = event.userId() != null ? user(event.userId()) : device(event.deviceId());
            apply(owner, node.path("user_properties"));
        }
    }

    private void applyToGroups(JsonNode groups, JsonNode changes) {
        groups.properties().forEach(group -> {
            if (group.getValue().isArray()) {
                group.getValue().forEach(name -> apply(group(group.getKey(), name.asText()), changes));
            } else {
                apply(group(group.getKey(), group.getValue().asText()), changes);
            }
        });
    }

    private void apply(Owner owner, JsonNode changes) {
        if (changes instanceof ObjectNode object && !object.isEmpty()) {
            PropertyOperations.apply(
                    object, byOwner.computeIfAbsent(owner, o -> JsonNodeFactory.instance.objectNode()));
        }
    }

    ObjectNode ofUser(String userId) {
        return copy(user(userId));
    }

    ObjectNode ofDevice(String deviceId) {
        return copy(device(deviceId));
    }

    ObjectNode ofGroup(String type, String name) {
        return copy(group(type, name));
    }

    private ObjectNode copy(Owner owner) {
        ObjectNode stored = byOwner.get(owner);
        return stored == null ? JsonNodeFactory.instance.objectNode() : stored.deepCopy();
    }

    void clear() {
        byOwner.clear();
    }

    private static Owner user(String userId) {
        return new Owner("user", userId);
    }

    private static Owner device(String deviceId) {
        return new Owner("device", deviceId);
    }

    private static Owner group(String type, String name) {
        return new Owner("group " + type, name);
    }
}

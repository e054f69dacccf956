// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everything the checks are told by whoever starts the emulator. Immutable, shared by all server threads.
 *
 * @param endpoints the limits by request path
 * @param acceptedKeys the API keys that exist; empty stands for every key of 32 hexadecimal digits
 * @param silencedDevices device ids whose events are refused
 */
public record Rules(Map<String, EndpointRules> endpoints, Set<String> acceptedKeys, Set<String> silencedDevices) {

    private static final Pattern KEY_FORM = Pattern.compile("[0-9a-fA-F]{32}");

    /** Copies the collections. */
    public Rules {
        endpoints = Map.copyOf(endpoints);
        acceptedKeys = Set.copyOf(acceptedKeys);
        silencedDevices = Set.copyOf(silencedDevices);
    }

    boolean accepts(String apiKey) {
        return acceptedKeys.isEmpty() ? KEY_FORM.matcher(apiKey).matches() : acceptedKeys.contains(apiKey);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the route table. Immutable.
 *
 * @param method the HTTP method
 * @param pattern a path in which {@code {name}} stands for any one segment
 * @param action what answers
 */
record Route(String method, String pattern, Action action) {

    /** What answers the requests of a route; called by many threads. */
    interface Action {
        Reply answer(Call call) throws IOException;
    }

    /** The values in place of the names if the request is one of this route's. */
    Optional<Map<String, String>> match(String requestMethod, String path) {
        String[] names = pattern.split("/", -1);
        String[] segments = path.split("/", -1);
        if (!method.equals(requestMethod) || names.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) {
                values.put(names[i].substring(1, names[i].length() - 1), segments[i]);
            } else if (!names[i].equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}

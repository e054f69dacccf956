// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The parameters of a call of the query API. Immutable, used by the thread that serves it. */
final class Query {

    static final int DEFAULT_LIMIT = 1_000;

    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Query of(URI uri) throws ApiException {
        Map<String, String> parameters = new HashMap<>();
        String raw = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw new ApiException(400, "the parameter \"" + pair + "\" has no value");
            }
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    String required(String name) throws ApiException {
        String value = parameters.get(name);
        if (value == null) {
            throw new ApiException(400, "the parameter " + name + " is missing");
        }
        return value;
    }

    /** Lets everything through if the parameter is absent. */
    <T> Predicate<T> equal(String name, Function<T, String> property) {
        String wanted = parameters.get(name);
        return wanted == null ? each -> true : each -> wanted.equals(property.apply(each));
    }

    /** The last elements, as many as the parameter {@code limit} says. */
    <T> List<T> newest(List<T> all) throws ApiException {
        String limit = parameters.getOrDefault("limit", String.valueOf(DEFAULT_LIMIT));
        if (!limit.matches("\\d{1,9}")) {
            throw new ApiException(400, "limit is not a number: " + limit);
        }
        return all.subList(Math.max(0, all.size() - Integer.parseInt(limit)), all.size());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

import java.util.Map;

/**
 * Where a peer sends, and how it is set up.
 *
 * @param url of the server, {@code http} or {@code https}, without a path
 * @param settings of the contestant, by name; each adapter documents its own
 */
public record Target(String url, Map<String, String> settings) {

    /** Stands for the key of a project: 32 hexadecimal digits, as some ask for. */
    public static final String API_KEY = "0123456789abcdef0123456789abcdef";

    /** A setting, or what is meant without it. */
    public String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    /** A setting that is a number, or what is meant without it. */
    public int number(String name, int otherwise) {
        return Integer.parseInt(setting(name, Integer.toString(otherwise)));
    }
}

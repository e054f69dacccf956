// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

/** An application's class as the agent finds it: four methods that do the same little, three of which rules name. */
final class Checkout {

    /** The rules; the first two placeholders are the key and the address of a server that confirms everything. */
    static final String RULES = """
            apiKey: %s
            serverUrl: %s
            queue: { maxBlock: 1 min }
            methods:
              - { method: %3$s#closed, event: Closed, user: arg0, properties: { order_id: arg1 } }
              - { method: %3$s#sampledOut, event: Sampled, user: arg0, properties: { order_id: arg1 }, sample: 0.000001 }
              - { method: %3$s#diceOut, event: Diced, device: arg0, properties: { order_id: arg1 }, sample: 0.000001 }
              - { method: %3$s#captured, event: Captured, user: arg0, properties: { order_id: arg1 } }
            """;

    private int placed;

    /** No rule names it. */
    int plain(String user, String order) {
        return placed += user.length() + order.length();
    }

    /** A rule names it, and is switched off. */
    int closed(String user, String order) {
        return placed += user.length() + order.length();
    }

    /** A rule names it, and takes one user in a million. */
    int sampledOut(String user, String order) {
        return placed += user.length() + order.length();
    }

    /** A rule names it, and takes one call in a million. */
    int diceOut(String user, String order) {
        return placed += user.length() + order.length();
    }

    /** A rule names it: each call is an event. */
    int captured(String user, String order) {
        return placed += user.length() + order.length();
    }
}

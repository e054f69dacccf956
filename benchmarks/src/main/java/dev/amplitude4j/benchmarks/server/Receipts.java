// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import dev.amplitude4j.benchmarks.figures.Readings;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** What the server has received since the last reset, and how it answered. Thread-safe. */
final class Receipts {

    private final Set<InetSocketAddress> connections = new HashSet<>();
    private final BitSet orders = new BitSet();
    private long posts;
    private long refusedPosts;
    private long bytes;
    private long confirmed;
    private long repeated;
    private long firstMillis;
    private long lastMillis;

    /** Forgets everything. */
    synchronized void reset() {
        connections.clear();
        orders.clear();
        posts = 0;
        refusedPosts = 0;
        bytes = 0;
        confirmed = 0;
        repeated = 0;
        firstMillis = 0;
        lastMillis = 0;
    }

    /** A request that was answered with an error. */
    synchronized void refused(InetSocketAddress client) {
        connections.add(client);
        posts++;
        refusedPosts++;
    }

    /** A request that was confirmed, all of it. */
    synchronized void confirmed(InetSocketAddress client, long bodyBytes, MarkCounter body) {
        connections.add(client);
        posts++;
        bytes += bodyBytes;
        confirmed += body.events();
        int before = orders.cardinality();
        orders.or(body.orders());
        repeated += body.events() - (orders.cardinality() - before);
        lastMillis = System.currentTimeMillis();
        firstMillis = firstMillis == 0 ? lastMillis : firstMillis;
    }

    /** All counts; {@code distinct} and {@code repeated} hold while no order number was logged twice. */
    synchronized Readings readings() {
        Readings readings = new Readings();
        readings.put("posts", posts);
        readings.put("refusedPosts", refusedPosts);
        readings.put("connections", connections.size());
        readings.put("wireBytes", bytes);
        readings.put("confirmed", confirmed);
        readings.put("distinct", orders.cardinality());
        readings.put("repeated", repeated);
        readings.put("firstMillis", firstMillis);
        readings.put("lastMillis", lastMillis);
        return readings;
    }
}

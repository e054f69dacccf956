// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.util.Map;

/**
 * A peer with its settings: one row of the table. Immutable.
 *
 * @param id short name, for options and goals
 * @param title what the table says
 * @param folder of the class path, under {@code target/peers}
 * @param tls whether it sends over TLS
 * @param events how many it logs in a short run, so that fast and slow ones take about as long
 * @param settings for the adapter
 */
record Contestant(String id, String title, String folder, boolean tls, int events, Map<String, String> settings) {

    /** Whether the server gets anything from it. */
    boolean sends() {
        return !Contestants.SILENT.contains(id);
    }
}

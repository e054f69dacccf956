// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.figures;

import java.util.LinkedHashMap;
import java.util.Map;

/** Figures by name, and the one line of text in which they travel from process to process. One thread. */
public final class Readings {

    private final Map<String, Double> figures = new LinkedHashMap<>();

    /** Sets a figure. */
    public void put(String name, double figure) {
        figures.put(name, figure);
    }

    /** Sets a figure that is a count. */
    public void put(String name, long count) {
        put(name, (double) count);
    }

    /** Takes over the figures of another line. */
    public void putAll(Readings others) {
        figures.putAll(others.figures);
    }

    /** A figure; NaN if it was not read. */
    public double get(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** All figures, in the order in which they came. */
    public Map<String, Double> all() {
        return figures;
    }

    /** {@code name=figure}, with a space between two. */
    public String toLine() {
        StringBuilder line = new StringBuilder();
        figures.forEach((name, figure) -> line.append(line.length() == 0 ? "" : " ")
                .append(name)
                .append('=')
                .append(figure));
        return line.toString();
    }

    /** Reads what {@link #toLine} wrote; other words are passed over. */
    public static Readings ofLine(String line) {
        Readings readings = new Readings();
        for (String word : line.trim().split("\\s+", -1)) {
            int at = word.indexOf('=');
            if (at > 0) {
                readings.put(word.substring(0, at), Double.parseDouble(word.substring(at + 1)));
            }
        }
        return readings;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table in Markdown whose columns line up when it is read as text. Not thread-safe. */
public final class Markdown {

    private final List<String[]> rows = new ArrayList<>();

    /** A table with a head. */
    public Markdown(String... head) {
        rows.add(head);
    }

    /** Adds a row of as many cells as the head has. */
    public void row(String... cells) {
        rows.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            append(text, rows.get(i), widths, ' ');
            if (i == 0) {
                String[] rule = new String[widths.length];
                Arrays.fill(rule, "");
                append(text, rule, widths, '-');
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String[] cells, int[] widths, char filler) {
        for (int i = 0; i < widths.length; i++) {
            text.append('|').append(filler).append(cells[i]);
            text.append(String.valueOf(filler).repeat(widths[i] - cells[i].length() + 1));
        }
        text.append("|\n");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a Markdown page that a program writes, between two comments that carry its name. */
public final class MarkedBlock {

    private MarkedBlock() {}

    /**
     * Replaces what stands between the comments.
     *
     * @throws IOException if the page cannot be read or written, or has no such comments
     */
    public static void replace(Path page, String name, String text) throws IOException {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->";
        String old = Files.readString(page);
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(
                    page + " has no block between " + begin.trim() + " and " + end + "; add the two lines");
        }
        Files.writeString(
                page, old.substring(0, from + begin.length()) + text.stripTrailing() + "\n" + old.substring(to));
    }
}

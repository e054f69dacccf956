// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.report;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The file that shows what the agent does, written anew by the agent's own thread and at the end. Not thread-safe. */
public final class StatusFile {

    private final File file;
    private List<String> last;

    /** A status file at that path. */
    public StatusFile(String path) {
        file = new File(path);
    }

    /** Replaces the content if it changed; a reader sees the old one or the new one. Returns what went wrong, or null. */
    public String write(List<String> lines) {
        if (lines.equals(last)) {
            return null;
        }
        File fresh = new File(file.getPath() + ".tmp");
        try (OutputStream out = new FileOutputStream(fresh)) {
            for (String line : lines) {
                out.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return "the status file cannot be written: " + e.getMessage();
        }
        last = lines;
        return fresh.renameTo(file) || (file.delete() && fresh.renameTo(file))
                ? null
                : "the status file " + file + " cannot be replaced";
    }
}

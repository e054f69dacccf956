// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file beside a segment that says what became of its lines. Lines are named by the bytes that they take up, which damage
 * to the segment does not shift. Used on the spool's thread.
 */
final class AckFile {

    private static final Pattern DONE = Pattern.compile("\\{\"done\":\\[(\\d{1,9}),(\\d{1,9})\\]\\}");
    private static final Pattern DOUBT =
            Pattern.compile("\\{\"sent\":\\[(\\d{1,9}),(\\d{1,9})\\],\"at\":(\\d{1,18})\\}");

    private AckFile() {}

    /** Lines of the segment from one offset to another, and what is said of them. */
    static final class Entry {
        /** In place of a time: they are done with. */
        static final long DONE = -1;

        final int from;
        final int to;
        final long doubtfulSinceMillis;

        Entry(int from, int to, long doubtfulSinceMillis) {
            this.from = from;
            this.to = to;
            this.doubtfulSinceMillis = doubtfulSinceMillis;
        }

        boolean isDone() {
            return doubtfulSinceMillis == DONE;
        }

        boolean covers(long offset) {
            return offset >= from && offset < to;
        }

        String toJson() {
            String range = "[" + from + "," + to + "]";
            return isDone()
                    ? "{\"done\":" + range + "}"
                    : "{\"sent\":" + range + ",\"at\":" + doubtfulSinceMillis + "}";
        }
    }

    /** The entries as lines, ready to be appended. */
    static byte[] lines(List<Entry> entries, LineChecksum checksum) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] json = entry.toJson().getBytes(StandardCharsets.US_ASCII);
            byte[] line = new byte[LineChecksum.PREFIX_BYTES + json.length + 1];
            System.arraycopy(json, 0, line, LineChecksum.PREFIX_BYTES, json.length);
            checksum.sign(line, 0, line.length - 1);
            line[line.length - 1] = '\n';
            lines.write(line, 0, line.length);
        }
        return lines.toByteArray();
    }

    /** Reads what can be read; a damaged line says nothing, so that its events are sent once more rather than lost. */
    static List<Entry> read(SpoolFs fs, Path file, LineChecksum checksum) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (fs.kind(file) != SpoolFs.Kind.FILE || fs.size(file) > SpoolLimits.MAX_FILE_BYTES) {
            return entries;
        }
        try (LineReader lines = new LineReader(fs.read(file, 0), 0, checksum)) {
            while (lines.next()) {
                Entry entry = lines.isValid() ? parse(lines) : null;
                if (entry != null) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static Entry parse(LineReader lines) {
        int start = lines.from() + LineChecksum.PREFIX_BYTES;
        String text = new String(lines.buffer(), start, lines.textEnd() - start, StandardCharsets.ISO_8859_1);
        Matcher done = DONE.matcher(text);
        if (done.matches()) {
            return new Entry(Integer.parseInt(done.group(1)), Integer.parseInt(done.group(2)), Entry.DONE);
        }
        Matcher doubt = DOUBT.matcher(text);
        return doubt.matches()
                ? new Entry(
                        Integer.parseInt(doubt.group(1)),
                        Integer.parseInt(doubt.group(2)),
                        Long.parseLong(doubt.group(3)))
                : null;
    }
}

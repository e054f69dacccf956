// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Walks the event lines of one segment in the same count at every reading: the header is none, a damaged line still is one. Owned
 * by one thread.
 */
final class SegmentLines implements Closeable {

    private final LineReader lines;
    private final LineChecksum checksum;
    private final String project;
    private long tornBytes;
    private int damaged;
    private boolean foreign;

    SegmentLines(SpoolFs fs, Path file, LineChecksum checksum, String project) throws IOException {
        this.lines = new LineReader(fs.read(file, 0), 0, checksum);
        this.checksum = checksum;
        this.project = project;
    }

    /** Goes to the next event line; false at the end, or if the segment is not for us. */
    boolean next() throws IOException {
        while (!foreign && lines.next()) {
            if (lines.isTorn()) {
                tornBytes += lines.end() - lines.start();
                damaged++;
            } else if (!lines.isValid()) {
                damaged++;
                if (lines.beginsLine() && lines.start() > 0) {
                    return true;
                }
            } else if (!SegmentHeader.isHeader(lines.buffer(), lines.from(), lines.textEnd())) {
                return true;
            } else {
                foreign = SegmentHeader.isForeign(lines.buffer(), lines.from(), lines.textEnd(), checksum, project);
            }
        }
        return false;
    }

    /** Whether the event can be read. */
    boolean isReadable() {
        return lines.isValid();
    }

    int start() {
        return (int) lines.start();
    }

    int end() {
        return (int) lines.end();
    }

    byte[] buffer() {
        return lines.buffer();
    }

    /** Where in {@link #buffer} the event's JSON begins. */
    int from() {
        return lines.from() + LineChecksum.PREFIX_BYTES;
    }

    /** Where in {@link #buffer} the event's JSON ends. */
    int to() {
        return lines.textEnd();
    }

    /** Bytes of an unfinished line at the end. */
    long tornBytes() {
        return tornBytes;
    }

    /** Pieces that are not as they were written. */
    int damaged() {
        return damaged;
    }

    /** Whether it is of another version or project, and so to be left alone. */
    boolean isForeign() {
        return foreign;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}

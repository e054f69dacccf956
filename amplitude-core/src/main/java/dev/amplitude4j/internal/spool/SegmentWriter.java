// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;

/**
 * The file that is being written. A group that fails in the middle is cut off again before anything follows it, which works on
 * a full disk too. Used on the spool's thread.
 */
final class SegmentWriter {

    private final SpoolFs fs;
    private final SpoolFile file;
    private final Segment segment;
    private final long openedNanos;
    private int size;
    private int syncedLines;
    private boolean broken;

    private SegmentWriter(SpoolFs fs, SpoolFile file, Segment segment, long openedNanos) {
        this.fs = fs;
        this.file = file;
        this.segment = segment;
        this.openedNanos = openedNanos;
    }

    /** Makes the file of a new segment and writes its header. */
    static SegmentWriter open(SpoolFs fs, Segment segment, byte[] header, long nowNanos) throws IOException {
        SpoolFile file = fs.create(segment.home.file(segment.number, SegmentName.OPEN));
        SegmentWriter writer = new SegmentWriter(fs, file, segment, nowNanos);
        boolean written = false;
        try {
            writer.write(header, header.length);
            written = true;
        } finally {
            if (!written) {
                writer.closeQuietly();
                segment.home.remove(segment.number);
            }
        }
        return writer;
    }

    Segment segment() {
        return segment;
    }

    int size() {
        return size;
    }

    long openedNanos() {
        return openedNanos;
    }

    /** Whether the end of the file is in an unknown state, so that nothing may follow. */
    boolean isBroken() {
        return broken;
    }

    /** Appends whole lines in one write, or leaves the file as it was. */
    void write(byte[] bytes, int length) throws IOException {
        broken = true;
        try {
            file.write(bytes, 0, length);
            broken = false;
        } finally {
            if (broken) {
                cutBack();
            }
        }
        size += length;
        segment.home.addBytes(length);
    }

    /** Whether all lines of it survive a loss of power. */
    boolean isSynced() {
        return syncedLines == segment.lines();
    }

    void sync() throws IOException {
        if (!isSynced()) {
            int lines = segment.lines();
            file.sync();
            if (syncedLines == 0) {
                fs.syncDirectory(segment.home.path()); // Else the file's name could be lost, and with it the file.
            }
            syncedLines = lines;
        }
    }

    /** Closes the file and gives it the name of a complete one. */
    void complete(boolean sync) throws IOException {
        try {
            if (sync) {
                sync();
            }
        } finally {
            closeQuietly();
        }
        fs.rename(
                segment.home.file(segment.number, SegmentName.OPEN),
                segment.home.file(segment.number, SegmentName.COMPLETE));
        if (sync) {
            fs.syncDirectory(segment.home.path());
        }
    }

    void closeQuietly() {
        try {
            file.close();
        } catch (IOException e) {
            // What was written is checked line by line when it is read.
        }
    }

    private void cutBack() {
        try {
            file.truncate(size);
            broken = false;
        } catch (IOException e) {
            // It stays broken, so that nothing is written behind a piece of a line.
        }
    }
}

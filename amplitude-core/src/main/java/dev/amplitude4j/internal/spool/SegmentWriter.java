// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;

/**
 * The file that is being written. A group that fails in the middle is cut off again before anything follows it, which works on
 * a full disk too. Used on the spool's thread, but for {@link #force}.
 */
final class SegmentWriter {

    private final SpoolFs fs;
    private final SpoolFile file;
    private final Segment segment;
    private final long openedNanos;
    private int size;
    private int syncedLines;
    private boolean syncing;
    private boolean abandoned;
    private boolean broken;

    /** Whether the file's name is durable. Of the thread that syncs. */
    private boolean named;

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

    /** How many lines of it do. */
    int syncedLines() {
        return syncedLines;
    }

    /** Whether a sync is under way. */
    boolean isSyncing() {
        return syncing;
    }

    /** Notes that a sync begins. */
    void beginSync() {
        syncing = true;
    }

    /** Notes that a sync is over, after which so many lines are known to survive. */
    void endSync(int lines) {
        syncing = false;
        syncedLines = Math.max(syncedLines, lines);
    }

    /** Returns once everything written is on the medium. On the thread that syncs, while others write on. */
    void force() throws IOException {
        file.sync();
        if (!named) {
            fs.syncDirectory(segment.home.path()); // Else the file's name could be lost, and with it the file.
            named = true;
        }
    }

    /** It keeps its first name, since its end is in an unknown state or it is gone. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Gives the closed file the name of a complete one. */
    void rename() throws IOException {
        fs.rename(
                segment.home.file(segment.number, SegmentName.OPEN),
                segment.home.file(segment.number, SegmentName.COMPLETE));
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

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;

/**
 * This client's own directory and the segment that grows in it. After an error it leaves the disk alone for a while and then
 * tries again, for ever. Used on the spool's thread.
 */
final class Journal {

    private final SpoolFs fs;
    private final SpoolRoot root;
    private final SpoolLimits limits;
    private final Segments segments;
    private final Clock clock;
    private final SpoolListener listener;
    private final byte[] header;
    private SpoolDirectory own;
    private SegmentWriter writer;
    private long lastNumber;
    private boolean failing;
    private long retryNanos;
    private long syncedNanos;

    Journal(
            SpoolFs fs,
            SpoolRoot root,
            byte[] header,
            SpoolLimits limits,
            Segments segments,
            Clock clock,
            SpoolListener listener) {
        this.fs = fs;
        this.root = root;
        this.header = header;
        this.limits = limits;
        this.segments = segments;
        this.clock = clock;
        this.listener = listener;
        this.syncedNanos = clock.nanoTime();
    }

    /** Our directory; null while there is none. */
    SpoolDirectory own() {
        return own;
    }

    /** Whether it may be tried; and if so, whether the directory is there. */
    boolean isReady() {
        if (failing && clock.nanoTime() - retryNanos < 0) {
            return false;
        }
        try {
            if (own != null && fs.kind(own.path()) != SpoolFs.Kind.DIRECTORY) {
                loseDirectory();
            }
            if (own == null) {
                root.prepare();
                own = root.create();
            }
            return true;
        } catch (IOException e) {
            fail("cannot use " + root.path(), e);
            return false;
        }
    }

    /** Appends a group of lines that end at those offsets; returns the place of the first, or {@link Spool#NOWHERE}. */
    long append(byte[] group, int length, int[] ends, int lines) {
        try {
            prepareFile(length);
            long place = write(group, length, ends, lines);
            failing = false;
            if (limits.syncIntervalNanos == SpoolLimits.SYNC_ALWAYS) {
                sync();
            }
            return place;
        } catch (IOException e) {
            fail("cannot write", e);
            return Spool.NOWHERE;
        }
    }

    private void prepareFile(int length) throws IOException {
        if (writer != null && writer.segment().lines() > 0 && writer.size() + length > limits.segmentBytes) {
            complete();
        }
        if (writer == null) {
            open();
        }
    }

    /** After a failure that left something behind, nothing more is written to the file: its lines could not be told apart. */
    private long write(byte[] group, int length, int[] ends, int lines) throws IOException {
        int offset = writer.size();
        boolean whole = false;
        try {
            writer.write(group, length);
            long place = segments.addLines(writer.segment(), offset, ends, lines);
            whole = true;
            return place;
        } finally {
            if (!whole && (writer.isBroken() || writer.size() != offset)) {
                giveUpFile();
            }
        }
    }

    /** Makes what was written survive a loss of power; false if it may not. */
    boolean sync() {
        syncedNanos = clock.nanoTime();
        if (writer == null) {
            return true;
        }
        try {
            writer.sync();
            return true;
        } catch (IOException e) {
            distrustFile(e);
            return false;
        }
    }

    /** Does what is due by the clock. */
    void keepUp() {
        long now = clock.nanoTime();
        if (writer == null) {
            return;
        }
        if (limits.syncIntervalNanos != SpoolLimits.SYNC_NEVER && now - syncedNanos >= limits.syncIntervalNanos) {
            checkThere();
            sync();
        }
        if (writer != null && now - writer.openedNanos() >= SpoolLimits.SEGMENT_AGE_NANOS) {
            complete();
        }
    }

    /** After how many nanoseconds {@link #keepUp} may have something to do. */
    long waitNanos() {
        if (writer == null) {
            return Long.MAX_VALUE;
        }
        long now = clock.nanoTime();
        long age = Math.max(0, SpoolLimits.SEGMENT_AGE_NANOS - (now - writer.openedNanos()));
        boolean syncs = limits.syncIntervalNanos != SpoolLimits.SYNC_NEVER && !writer.isSynced();
        return syncs ? Math.min(age, Math.max(0, limits.syncIntervalNanos - (now - syncedNanos))) : age;
    }

    /** Ends the growing segment; one without any open event is removed instead. */
    void complete() {
        SegmentWriter ended = writer;
        if (ended == null) {
            return;
        }
        writer = null;
        segments.complete(ended.segment());
        if (ended.segment().isFinished()) {
            ended.closeQuietly();
            return;
        }
        boolean sync = limits.syncIntervalNanos != SpoolLimits.SYNC_NEVER;
        try {
            if (sync) {
                ended.sync();
            }
        } catch (IOException e) {
            writer = ended;
            distrustFile(e);
            return;
        }
        try {
            ended.complete(sync);
        } catch (IOException e) {
            // It keeps its first name, by which it is found as well.
            fail("cannot rename", e);
        }
    }

    /** Ends the ownership of the directory. */
    void release(boolean empty) {
        if (own != null) {
            own.release(empty);
            own = null;
        }
    }

    private void open() throws IOException {
        Segment segment = segments.make(own, ++lastNumber);
        writer = SegmentWriter.open(fs, segment, header, clock.nanoTime());
        segments.add(segment);
    }

    private void checkThere() {
        try {
            if (fs.kind(writer.segment().home.file(writer.segment().number, SegmentName.OPEN)) != SpoolFs.Kind.FILE) {
                segments.distrust(writer.segment());
                giveUpFile();
                listener.problem("spool_lost", "spool: a file was removed by somebody else; it is written anew");
            }
        } catch (IOException e) {
            fail("cannot look at its file", e);
        }
    }

    /** A later success would say nothing of what was written before the failure, so the file is never synced again. */
    private void distrustFile(IOException e) {
        segments.distrust(writer.segment());
        giveUpFile();
        fail("cannot sync", e);
    }

    private void giveUpFile() {
        writer.closeQuietly();
        segments.complete(writer.segment());
        writer = null;
    }

    private void loseDirectory() {
        segments.distrustAll(own);
        if (writer != null) {
            giveUpFile();
        }
        own.abandon();
        own = null;
        listener.problem("spool_lost", "spool: its directory was removed by somebody else; a new one is made");
    }

    private void fail(String what, IOException e) {
        failing = true;
        retryNanos = clock.nanoTime() + SpoolLimits.RETRY_NANOS;
        listener.problem(
                "spool_io",
                "spool: " + what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "; events are held in memory only until the disk works again");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * This client's own directory and the segment that grows in it. After an error it leaves the disk alone for a while and then
 * tries again, for ever. It never waits for the medium: a file that is full is left to the {@link Syncs}, and the next one begun.
 * Used on the spool's thread.
 */
final class Journal {

    /** While full files wait to be made durable, one may grow to so many times its size; then the disk is too slow to be used. */
    private static final int MAX_GROWTH = 8;

    private final SpoolFs fs;
    private final SpoolRoot root;
    private final SpoolLimits limits;
    private final Segments segments;
    private final Clock clock;
    private final SpoolListener listener;
    private final byte[] header;
    private final Syncs syncs;
    private final FullFiles full;
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
            SpoolListener listener,
            Syncer syncer) {
        this.fs = fs;
        this.root = root;
        this.header = header;
        this.limits = limits;
        this.segments = segments;
        this.clock = clock;
        this.listener = listener;
        this.syncs = new Syncs(syncer, this::distrust);
        this.full = new FullFiles(fs, segments, syncs, syncsAtAll(), this::fail);
        this.syncedNanos = clock.nanoTime();
    }

    /** What to run, on any thread, when {@link #keepUp} has something to do before its time. */
    void wakeBy(Runnable wakeUp) {
        syncs.wakeBy(wakeUp);
    }

    /** Our directory; null while there is none. */
    SpoolDirectory own() {
        return own;
    }

    /** Whether it may be tried; and if so, whether the directory is there. */
    boolean isReady() {
        if (isOverdue() || (failing && clock.nanoTime() - retryNanos < 0)) {
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
                beginSync();
            }
            return place;
        } catch (IOException e) {
            fail("cannot write", e);
            return Spool.NOWHERE;
        }
    }

    private void prepareFile(int length) throws IOException {
        boolean isFull = writer != null && writer.segment().lines() > 0 && writer.size() + length > limits.segmentBytes;
        if (isFull && !full.isCrowded()) {
            complete();
        }
        if (writer == null) {
            open();
        }
    }

    private boolean isOverdue() {
        return writer != null && full.isCrowded() && writer.size() > MAX_GROWTH * limits.segmentBytes;
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
                abandonFile();
            }
        }
    }

    /** Makes what was written survive a loss of power; completes with false if it may not. */
    CompletableFuture<Boolean> sync() {
        syncedNanos = clock.nanoTime();
        List<SegmentWriter> files = new ArrayList<>(full.files());
        if (writer != null) {
            files.add(writer);
        }
        CompletableFuture<Boolean> durable = syncs.durable(files);
        full.proceed();
        return durable;
    }

    /** Does what is due by the clock, and goes on where a sync came to its end. */
    void keepUp() {
        full.proceed();
        long now = clock.nanoTime();
        if (writer == null) {
            return;
        }
        if (syncsAtAll() && now - syncedNanos >= limits.syncIntervalNanos) {
            checkThere();
            beginSync();
        }
        if (writer != null && now - writer.openedNanos() >= SpoolLimits.SEGMENT_AGE_NANOS) {
            complete();
        }
    }

    /** After how many nanoseconds {@link #keepUp} may have something to do, if no sync ends. */
    long waitNanos() {
        if (writer == null) {
            return Long.MAX_VALUE;
        }
        long now = clock.nanoTime();
        long age = Math.max(0, SpoolLimits.SEGMENT_AGE_NANOS - (now - writer.openedNanos()));
        boolean due = syncsAtAll() && !writer.isSynced() && !writer.isSyncing();
        return due ? Math.min(age, Math.max(0, limits.syncIntervalNanos - (now - syncedNanos))) : age;
    }

    /** Ends the growing segment: it gets its last name once it is durable. */
    void complete() {
        if (writer != null) {
            full.add(writer);
            writer = null;
            full.proceed();
        }
    }

    /** Ends the syncs. */
    void close() {
        complete();
        syncs.close();
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

    private boolean syncsAtAll() {
        return limits.syncIntervalNanos != SpoolLimits.SYNC_NEVER;
    }

    private void beginSync() {
        syncedNanos = clock.nanoTime();
        if (writer != null && !writer.isSynced()) {
            syncs.begin(writer);
            full.proceed();
        }
    }

    private void checkThere() {
        try {
            if (fs.kind(writer.segment().home.file(writer.segment().number, SegmentName.OPEN)) != SpoolFs.Kind.FILE) {
                segments.distrust(writer.segment());
                abandonFile();
                listener.problem("spool_lost", "spool: a file was removed by somebody else; it is written anew");
            }
        } catch (IOException e) {
            fail("cannot look at its file", e);
        }
    }

    /** A later success would say nothing of what was written before the failure, so the file is never synced again. */
    private void distrust(SegmentWriter file, Throwable failure) {
        segments.distrust(file.segment());
        if (file == writer) {
            abandonFile();
        }
        fail("cannot sync", failure);
    }

    /** Nothing is written to it any more; what was is kept, and made durable if it can be. */
    private void abandonFile() {
        writer.abandon();
        full.add(writer);
        writer = null;
    }

    private void loseDirectory() {
        segments.distrustAll(own);
        if (writer != null) {
            abandonFile();
        }
        own.abandon();
        own = null;
        listener.problem("spool_lost", "spool: its directory was removed by somebody else; a new one is made");
    }

    private void fail(String what, Throwable e) {
        failing = true;
        retryNanos = clock.nanoTime() + SpoolLimits.RETRY_NANOS;
        listener.problem(
                "spool_io",
                "spool: " + what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "; events are held in memory only until the disk works again");
    }
}

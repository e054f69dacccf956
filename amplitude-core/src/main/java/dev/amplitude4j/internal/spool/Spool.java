// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps lines of bytes on disk until they are done with, over the death of the process and of the machine. All that touches
 * the disk is done by one thread, the spool's, but for waiting until it is on the medium; what becomes of lines may be told by
 * any thread. A place names a line.
 */
public final class Spool {

    /** The place of a line that is not on disk. */
    public static final long NOWHERE = 0;

    /** In place of a time: the event cannot have arrived. */
    public static final long CERTAIN = Long.MIN_VALUE;

    /** Room that the CRC and the blank take in front of each line's text. */
    public static final int PREFIX_BYTES = LineChecksum.PREFIX_BYTES;

    private final SpoolFs fs;
    private final SpoolLimits limits;
    private final Clock clock;
    private final SpoolListener listener;
    private final LineChecksum checksum = new LineChecksum();
    private final Segments segments = new Segments();
    private final Journal journal;
    private final Adoption adoption;
    private final SpoolBounds bounds;
    private final StoredReader reader;
    private volatile State state = State.WORKING;
    private volatile long bytes;

    /** A spool below {@code root}, which is made when it is first needed; {@code project} tells projects apart. */
    public Spool(
            SpoolFs fs,
            Path root,
            String project,
            SpoolLimits limits,
            Clock clock,
            Random random,
            SpoolListener listener,
            Syncer syncer) {
        this.fs = fs;
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
        SpoolRoot directories = new SpoolRoot(fs, root, project, random);
        byte[] header = SegmentHeader.line(checksum, project);
        this.journal = new Journal(fs, directories, header, limits, segments, clock, listener, syncer);
        this.adoption = new Adoption(fs, directories, journal::own, segments, clock, listener);
        this.bounds = new SpoolBounds(fs, root, limits, clock);
        this.reader = new StoredReader(fs, project, segments, limits.segmentBytes, listener);
    }

    /** Whether lines can be written. */
    public enum State {
        WORKING,
        /** The bound on the spool or the least free space is reached. */
        FULL,
        /** The disk refuses. */
        FAILING
    }

    /** Whether the last lines could be written. Any thread. */
    public State state() {
        return state;
    }

    /** Bytes that the spool takes up. Any thread. */
    public long bytes() {
        return bytes;
    }

    /** Bytes of unfinished lines that recovery cut off. Any thread. */
    public long tornBytes() {
        return adoption.tornBytes();
    }

    /** Events that are on disk alone, whether of this life or of an earlier one. Any thread. */
    public long stored() {
        return waiting() + spilled();
    }

    /** Of these, the ones that come back in their turn, by {@link #load()}. Any thread. */
    public long waiting() {
        return segments.stored(false) + segments.stored(true);
    }

    /** The others, which come back by {@link #load(long[])}. Any thread. */
    public long spilled() {
        return segments.spilled();
    }

    /** Events of this life that come back in their turn. Any thread. */
    public long storedOwn() {
        return segments.stored(false);
    }

    /**
     * Writes lines in one go: each has room for its prefix in front, ends at one of {@code ends}, and its last byte is the
     * terminator. Returns the place of the first, the others following, or {@link #NOWHERE}.
     */
    public long append(byte[] group, int length, int[] ends, int lines) {
        if (!hasRoom(length)) {
            return NOWHERE;
        }
        int start = 0;
        for (int i = 0; i < lines; i++) {
            checksum.sign(group, start, ends[i] - 1);
            start = ends[i];
        }
        long place = journal.append(group, length, ends, lines);
        state = place == NOWHERE ? State.FAILING : State.WORKING;
        bounds.spent(length);
        countBytes();
        return place;
    }

    /** What to run, on any thread, when {@link #keepUp} has something to do before its time; before anything else is called. */
    public void wakeBy(Runnable wakeUp) {
        journal.wakeBy(wakeUp);
    }

    /**
     * Makes all lines written so far survive a loss of power; completes, in {@link #keepUp}, with false if it cannot be said of
     * all.
     */
    public CompletableFuture<Boolean> sync() {
        return journal.sync();
    }

    /** Does what is due: syncs, writes acknowledgements, removes what is done with. */
    public void keepUp() {
        journal.keepUp();
        acknowledge();
        for (Segment finished : segments.takeFinished()) {
            finished.home.remove(finished.number);
        }
        adoption.releaseEmptied();
        countBytes();
    }

    /** After how many nanoseconds {@link #keepUp} or {@link #recover} may have something to do. */
    public long waitNanos() {
        return Math.min(adoption.waitNanos(), journal.waitNanos());
    }

    /** Looks for the events of dead owners, one segment at a time; null if there is nothing to admit at this step. */
    public Recovered recover() {
        return adoption.step();
    }

    /** Counts the events of a recovered segment as stored, under that generation. Any thread. */
    public void admit(Recovered recovered, long generation) {
        segments.addRecovered(recovered.segment, generation);
        adoption.admitted(recovered.segment);
    }

    /** Reads events back in their turn, from one segment; null if there is none or the disk refuses. */
    public LoadedLines load() {
        return reader.next();
    }

    /** Reads spilled events back: those at such places, which are {@link #areTogether together}; null if the disk refuses. */
    public LoadedLines load(long[] places) {
        return reader.at(places);
    }

    /** Whether two events can be read back in one go. */
    public static boolean areTogether(long place, long other) {
        return Segments.areTogether(place, other);
    }

    /** Moves what was read back from the disk's account to that of the caller. Any thread. */
    public void take(LoadedLines loaded) {
        segments.take(loaded);
    }

    /** The event at a place need not be kept any longer. Any thread. */
    public void done(long place) {
        segments.done(place);
    }

    /** The event at a place is no longer in memory; it is one of that generation. Any thread. */
    public void store(long place, long generation) {
        segments.store(place, generation);
    }

    /** As {@link #store}, but the event comes back only when it is asked for. Any thread. */
    public void spill(long place, long generation) {
        segments.spill(place, generation);
    }

    /** So many events from a place on may have arrived since then, on the monotonic clock. Any thread. */
    public void doubt(long place, int events, long sinceNanos) {
        long agoMillis = TimeUnit.NANOSECONDS.toMillis(clock.nanoTime() - sinceNanos);
        segments.doubt(place, events, clock.currentTimeMillis() - agoMillis, sinceNanos);
    }

    /** How often a file turned out unreliable: events whose copy in memory is left are to be written anew. Any thread. */
    public int distrusts() {
        return segments.distrusts();
    }

    /** Events on disk alone whose file could not be made durable. Any thread. */
    public long unsynced() {
        return segments.unsynced();
    }

    /** Whether what is at a place can be relied upon. Any thread. */
    public boolean isTrusted(long place) {
        return place != NOWHERE && segments.isTrusted(place);
    }

    /** Ends: everything is acknowledged and released. What must survive a loss of power is synced before. */
    public void close() {
        journal.close();
        keepUp();
        SpoolDirectory own = journal.own();
        journal.release(own != null && segments.ofHome(own) == 0);
        adoption.close();
    }

    private boolean hasRoom(int length) {
        if (!journal.isReady()) {
            state = State.FAILING;
            return false;
        }
        if (!bounds.allow(length, bytes)) {
            if (state != State.FULL) {
                listener.problem(
                        "spool_full",
                        "spool: full at " + bytes + " bytes; events are held in memory only until some are delivered,"
                                + " see spoolMaxBytes, spoolMinFreeBytes");
            }
            state = State.FULL;
            return false;
        }
        return true;
    }

    private void acknowledge() {
        for (Segment segment : segments.owing()) {
            if (bytes > limits.maxBytes) {
                return; // At worst they are sent once more after a crash, and recognised.
            }
            byte[] lines = AckFile.lines(segments.takeAcknowledgements(segment), checksum);
            Path path = segment.home.file(segment.number, SegmentName.ACKNOWLEDGED);
            try (SpoolFile file = fs.append(path)) {
                file.write(lines, 0, lines.length);
                segment.home.addBytes(lines.length);
            } catch (IOException e) {
                listener.problem(
                        "spool_ack",
                        "spool: cannot write acknowledgements: " + e.getClass().getSimpleName()
                                + "; after a crash some events are sent once more");
            }
        }
    }

    private void countBytes() {
        SpoolDirectory own = journal.own();
        bytes = adoption.bytes() + (own == null ? 0 : own.bytes());
    }
}

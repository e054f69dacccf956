// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All segments that hold events of ours, and the one lock on what is known of them. Any thread; no file is touched under the
 * lock. A place is a segment's id and a line in it, in one number.
 */
final class Segments {

    private final TreeMap<Integer, Segment> byId = new TreeMap<>();
    private int lastId;
    private long storedOwn;
    private long storedRecovered;
    private long spilled;
    private int distrusts;
    private long unsynced;

    static long place(int id, int line) {
        return (long) id << Integer.SIZE | line;
    }

    /** Whether two lines are in one segment. */
    static boolean areTogether(long place, long other) {
        return place >>> Integer.SIZE == other >>> Integer.SIZE;
    }

    private static int line(long place) {
        return (int) place;
    }

    private Segment of(long place) {
        return byId.get((int) (place >>> Integer.SIZE));
    }

    /** A segment nobody knows of yet. */
    synchronized Segment make(SpoolDirectory home, long number) {
        return new Segment(++lastId, home, number);
    }

    synchronized void add(Segment segment) {
        byId.put(segment.id, segment);
    }

    synchronized void remove(Segment segment) {
        byId.remove(segment.id);
    }

    /** Adds a recovered segment whose open lines are all on disk alone. */
    synchronized void addRecovered(Segment segment, long generation) {
        byId.put(segment.id, segment);
        for (int line = 0; line < segment.lines(); line++) {
            if (!segment.isDone(line) && segment.store(line, generation)) {
                storedRecovered++;
            }
        }
        segment.recovered();
        segment.forgetOffsets();
    }

    /** Adds lines that were written from that offset on, and returns the place of the first. */
    synchronized long addLines(Segment segment, int offset, int[] ends, int lines) {
        int first = segment.lines();
        int start = offset;
        for (int i = 0; i < lines; i++) {
            segment.addLine(start, offset + ends[i]);
            start = offset + ends[i];
        }
        return place(segment.id, first);
    }

    synchronized void complete(Segment segment) {
        segment.complete();
    }

    /** Whether nobody needs any of its lines. */
    synchronized boolean isSettled(Segment segment) {
        return segment.isSettled();
    }

    synchronized void distrust(Segment segment) {
        segment.distrust();
        distrusts++;
        unsynced += segment.storedLines();
    }

    /** Distrusts every segment of a directory that is gone. */
    synchronized void distrustAll(SpoolDirectory home) {
        for (Segment segment : byId.values()) {
            if (segment.home == home) {
                segment.complete();
                segment.distrust();
            }
        }
        distrusts++;
    }

    synchronized int distrusts() {
        return distrusts;
    }

    synchronized long unsynced() {
        return unsynced;
    }

    synchronized boolean isTrusted(long place) {
        Segment segment = of(place);
        return segment != null && !segment.isUntrusted();
    }

    synchronized void done(long place) {
        Segment segment = of(place);
        if (segment != null) {
            segment.done(line(place));
        }
    }

    /** Once more after a failure in the middle, which counts nothing twice. */
    synchronized void store(long place, long generation) {
        Segment segment = of(place);
        boolean recovered = segment.isRecovered();
        if (segment.store(line(place), generation)) {
            storedRecovered += recovered ? 1 : 0;
            storedOwn += recovered ? 0 : 1;
        }
        segment.forgetOffsets();
    }

    /** As {@link #store}, but for lines that come back only when they are asked for. */
    synchronized void spill(long place, long generation) {
        Segment segment = of(place);
        segment.spill(line(place));
        if (segment.store(line(place), generation)) {
            spilled++;
        }
        segment.forgetOffsets();
    }

    synchronized void doubt(long place, int lines, long sinceMillis, long sinceNanos) {
        Segment segment = of(place);
        if (segment != null) {
            segment.doubt(line(place), line(place) + lines, sinceMillis, sinceNanos);
        }
    }

    synchronized long stored(boolean recovered) {
        return recovered ? storedRecovered : storedOwn;
    }

    synchronized long spilled() {
        return spilled;
    }

    synchronized int size(boolean recovered) {
        int count = 0;
        for (Segment segment : byId.values()) {
            count += segment.isRecovered() == recovered ? 1 : 0;
        }
        return count;
    }

    synchronized int ofHome(SpoolDirectory home) {
        int count = 0;
        for (Segment segment : byId.values()) {
            count += segment.home == home ? 1 : 0;
        }
        return count;
    }

    /** The oldest segment with stored lines that come back in their turn, of the own ones or of the recovered; null if none. */
    synchronized Segment oldestStored(boolean recovered) {
        for (Segment segment : byId.values()) {
            if (segment.isRecovered() == recovered && segment.waitingLines() > 0) {
                return segment;
            }
        }
        return null;
    }

    /** All lines of a segment that come back in their turn. */
    synchronized LoadedLines toLoad(Segment segment) {
        return new LoadedLines(segment, segment.allWaiting(), false);
    }

    /** Those lines of one segment that come back because they are asked for. */
    synchronized LoadedLines toLoad(long[] places) {
        BitSet lines = new BitSet();
        for (long place : places) {
            lines.set(line(place));
        }
        return new LoadedLines(of(places[0]), lines, true);
    }

    /** Looks up what is known of lines that were read back. */
    synchronized void prepare(LoadedLines loaded) {
        loaded.prepare();
    }

    /** Takes what was read back out of what is stored; see {@link LoadedLines}. */
    synchronized void take(LoadedLines loaded) {
        Segment segment = loaded.segment();
        segment.learnOffsets(loaded.lineStarts(), loaded.linesSeen());
        loaded.take();
        long taken = (long) loaded.count() + loaded.lost();
        if (loaded.isSpilled()) {
            spilled -= taken;
        } else if (segment.isRecovered()) {
            storedRecovered -= taken;
        } else {
            storedOwn -= taken;
        }
    }

    /** Takes the segments out that are done with, so that their files can be removed. */
    synchronized List<Segment> takeFinished() {
        List<Segment> finished = new ArrayList<>();
        for (Iterator<Map.Entry<Integer, Segment>> all = byId.entrySet().iterator(); all.hasNext(); ) {
            Segment segment = all.next().getValue();
            if (segment.isFinished()) {
                finished.add(segment);
                all.remove();
            }
        }
        return finished;
    }

    /** The segments with something to write to their acknowledgement files. */
    synchronized List<Segment> owing() {
        List<Segment> owing = new ArrayList<>();
        for (Segment segment : byId.values()) {
            if (!segment.isFinished() && segment.owesAcknowledgements()) {
                owing.add(segment);
            }
        }
        return owing;
    }

    synchronized List<AckFile.Entry> takeAcknowledgements(Segment segment) {
        return segment.takeAcknowledgements();
    }
}

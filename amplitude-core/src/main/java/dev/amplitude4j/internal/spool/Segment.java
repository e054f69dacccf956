// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of one segment's lines: which are done with, which wait on disk alone, and since when which may have arrived.
 * A few bits per line, so that a full spool costs little memory. Guarded by the spool's lock.
 */
final class Segment {

    private static final int FIRST_STARTS = 64;

    final int id;
    final SpoolDirectory home;
    final long number;
    private final BitSet done = new BitSet();
    private final BitSet acknowledged = new BitSet();
    private final Map<Long, BitSet> stored = new TreeMap<>();
    private final BitSet spilled = new BitSet();
    private final TreeMap<Integer, Doubt> doubts = new TreeMap<>();
    private final List<Doubt> unwrittenDoubts = new ArrayList<>();
    private int[] starts = new int[FIRST_STARTS];
    private int lines;
    private int knownStarts;
    private boolean complete;
    private boolean untrusted;
    private boolean recovered;

    Segment(int id, SpoolDirectory home, long number) {
        this.id = id;
        this.home = home;
        this.number = number;
    }

    /** Lines that may have arrived, since when by both clocks. */
    static final class Doubt {
        final int from;
        final int to;
        final long sinceMillis;
        final long sinceNanos;

        Doubt(int from, int to, long sinceMillis, long sinceNanos) {
            this.from = from;
            this.to = to;
            this.sinceMillis = sinceMillis;
            this.sinceNanos = sinceNanos;
        }
    }

    int lines() {
        return lines;
    }

    /** Adds a line that stands there. */
    void addLine(int start, int end) {
        if (lines + 1 == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[lines++] = start;
        starts[lines] = end;
        knownStarts = lines;
    }

    /** Nothing is appended to it any more. */
    void complete() {
        complete = true;
    }

    /** Its file is gone, or was not made durable when it should have been. */
    void distrust() {
        untrusted = true;
    }

    boolean isUntrusted() {
        return untrusted;
    }

    /** It holds events of a life before this one. */
    void recovered() {
        recovered = true;
        complete = true;
    }

    boolean isRecovered() {
        return recovered;
    }

    /** Whether the file has nothing left that anybody needs. */
    boolean isFinished() {
        return complete && isSettled();
    }

    /** Whether all its lines are done with. */
    boolean isSettled() {
        return done.cardinality() == lines;
    }

    void done(int line) {
        done.set(line);
    }

    boolean isDone(int line) {
        return done.get(line);
    }

    /** A line done with in a life before this one, as its acknowledgement file says. */
    void doneBefore(int line) {
        done.set(line);
        acknowledged.set(line);
    }

    /** A line's event is no longer in memory; it belongs to the flush of that generation. False if that was known. */
    boolean store(int line, long generation) {
        BitSet lines = stored.computeIfAbsent(generation, g -> new BitSet());
        boolean news = !lines.get(line);
        lines.set(line);
        return news;
    }

    /** Events that are on disk alone. */
    int storedLines() {
        int count = 0;
        for (BitSet each : stored.values()) {
            count += each.cardinality();
        }
        return count;
    }

    /** A line that is stored, or about to be, comes back only when it is asked for. */
    void spill(int line) {
        spilled.set(line);
    }

    /** Stored lines that come back in their turn. */
    int waitingLines() {
        return storedLines() - spilled.cardinality();
    }

    /** Of which generation a stored line is. */
    long generation(int line) {
        for (Map.Entry<Long, BitSet> entry : stored.entrySet()) {
            if (entry.getValue().get(line)) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("line " + line + " is not stored");
    }

    /** A stored line's event is in memory again. */
    void unstore(int line) {
        stored.values().forEach(lines -> lines.clear(line));
        stored.values().removeIf(BitSet::isEmpty);
        spilled.clear(line);
    }

    /** Gives the offsets of its lines up while no event of it is in memory; they are learnt again when it is read. */
    void forgetOffsets() {
        if (complete && !owesAcknowledgements() && storedLines() + done.cardinality() == lines) {
            starts = null;
            knownStarts = 0;
        }
    }

    /** Learns where its first so many lines begin, and the last of them ends. */
    void learnOffsets(int[] lineStarts, int known) {
        if (known > knownStarts) {
            starts = lineStarts;
            knownStarts = known;
        }
    }

    /** The stored lines that come back in their turn. */
    BitSet allWaiting() {
        BitSet all = new BitSet();
        stored.values().forEach(all::or);
        all.andNot(spilled);
        return all;
    }

    /** Lines may have arrived; what was said of them first stands. */
    void doubt(int from, int to, long sinceMillis, long sinceNanos) {
        Doubt doubt = new Doubt(from, to, sinceMillis, sinceNanos);
        doubts.put(from, doubt);
        unwrittenDoubts.add(doubt);
    }

    /** As {@link #doubt}, read from the acknowledgement file. */
    void doubtBefore(int line, long sinceMillis, long sinceNanos) {
        doubts.put(line, new Doubt(line, line + 1, sinceMillis, sinceNanos));
    }

    /** Since when a line may have arrived; null if it cannot have. */
    Doubt doubt(int line) {
        Map.Entry<Integer, Doubt> entry = doubts.floorEntry(line);
        return entry != null && line < entry.getValue().to ? entry.getValue() : null;
    }

    /** Whether there is something to write to the acknowledgement file; no offsets are known of a file that is gone. */
    boolean owesAcknowledgements() {
        return starts != null && owes();
    }

    private boolean owes() {
        return !unwrittenDoubts.isEmpty() || acknowledged.cardinality() < done.cardinality();
    }

    /** Takes what is to be written to the acknowledgement file. */
    List<AckFile.Entry> takeAcknowledgements() {
        List<AckFile.Entry> entries = new ArrayList<>();
        for (Doubt doubt : unwrittenDoubts) {
            entries.add(new AckFile.Entry(starts[doubt.from], starts[doubt.to], doubt.sinceMillis));
        }
        unwrittenDoubts.clear();
        BitSet fresh = (BitSet) done.clone();
        fresh.andNot(acknowledged);
        for (int from = fresh.nextSetBit(0); from >= 0; from = fresh.nextSetBit(from)) {
            int to = fresh.nextClearBit(from);
            entries.add(new AckFile.Entry(starts[from], starts[to], AckFile.Entry.DONE));
            from = to;
        }
        acknowledged.or(done);
        return entries;
    }
}

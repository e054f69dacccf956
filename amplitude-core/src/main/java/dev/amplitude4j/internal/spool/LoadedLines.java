// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events read back from one segment. Filled on the spool's thread; once {@link Spool#take} moved them from the disk's account
 * to memory's, owned by who called it.
 */
public final class LoadedLines {

    private static final int FIRST_LINES = 256;

    private final Segment segment;
    private final BitSet wanted;
    private final boolean spilled;
    private byte[] bytes = new byte[0];
    private int length;
    private int[] ends = new int[FIRST_LINES];
    private int[] lines = new int[FIRST_LINES];
    private long[] generations;
    private long[] doubtful;
    private int count;
    private int[] lineStarts = new int[FIRST_LINES];
    private int linesSeen;
    private boolean toTheEnd;
    private boolean missing;
    private final Map<Long, Integer> lost = new TreeMap<>();

    LoadedLines(Segment segment, BitSet wanted, boolean spilled) {
        this.segment = segment;
        this.wanted = wanted;
        this.spilled = spilled;
    }

    /** Number of events. */
    public int count() {
        return count;
    }

    /** Events that should have been there and are not. */
    public int lost() {
        return lost.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The lost events by generation, for those that wait for them. */
    public Map<Long, Integer> lostByGeneration() {
        return lost;
    }

    /** Whether they are gone because the file is, rather than for damage in it. */
    public boolean isFileMissing() {
        return missing;
    }

    /** Whether they were asked for by their places, rather than taken in their turn. */
    public boolean isSpilled() {
        return spilled;
    }

    /** Whether all that was wanted is here, or lost. */
    public boolean isComplete() {
        return toTheEnd;
    }

    /** Whether they were accepted by a life before this one. */
    public boolean isRecovered() {
        return segment.isRecovered();
    }

    /** Holds the events' JSON, one after another. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} an event begins. */
    public int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Where in {@link #bytes} an event ends. */
    public int end(int index) {
        return ends[index];
    }

    /** Where the event is on disk. */
    public long place(int index) {
        return Segments.place(segment.id, lines[index]);
    }

    /** Of which generation the event is. */
    public long generation(int index) {
        return generations[index];
    }

    /** Since when, on the monotonic clock, the event may have arrived; {@link Spool#CERTAIN} if it cannot have. */
    public long doubtfulSinceNanos(int index) {
        return doubtful[index];
    }

    Segment segment() {
        return segment;
    }

    boolean wants(int line) {
        return wanted.get(line);
    }

    int length() {
        return length;
    }

    /** Where in the file each line begins, and after them where the last one ends. */
    int[] lineStarts() {
        return lineStarts;
    }

    void see(int start, int end) {
        if (linesSeen + 1 == lineStarts.length) {
            lineStarts = Arrays.copyOf(lineStarts, 2 * lineStarts.length);
        }
        lineStarts[linesSeen++] = start;
        lineStarts[linesSeen] = end;
    }

    int linesSeen() {
        return linesSeen;
    }

    void add(int line, byte[] buffer, int from, int to) {
        int needed = length + to - from;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            lines = Arrays.copyOf(lines, 2 * count);
        }
        System.arraycopy(buffer, from, bytes, length, to - from);
        length = needed;
        ends[count] = length;
        lines[count++] = line;
    }

    void reachedTheEnd() {
        toTheEnd = true;
    }

    void fileIsMissing() {
        missing = true;
        toTheEnd = true;
    }

    /** Under the segments' lock. */
    void prepare() {
        generations = new long[count];
        doubtful = new long[count];
        for (int i = 0; i < count; i++) {
            Segment.Doubt doubt = segment.doubt(lines[i]);
            doubtful[i] = doubt == null ? Spool.CERTAIN : doubt.sinceNanos;
            generations[i] = segment.generation(lines[i]);
            wanted.clear(lines[i]);
        }
        for (int line = wanted.nextSetBit(0); line >= 0 && toTheEnd; line = wanted.nextSetBit(line + 1)) {
            lost.merge(segment.generation(line), 1, Integer::sum);
        }
    }

    /** Under the segments' lock. */
    void take() {
        for (int i = 0; i < count; i++) {
            segment.unstore(lines[i]);
        }
        for (int line = wanted.nextSetBit(0); line >= 0 && toTheEnd; line = wanted.nextSetBit(line + 1)) {
            segment.unstore(line);
            segment.done(line);
        }
    }
}

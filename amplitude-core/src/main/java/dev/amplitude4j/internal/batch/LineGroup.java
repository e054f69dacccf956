// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Copies of events as lines, to be written to disk in one go, and whose they are. Each line has room for a prefix in front and
 * ends with its terminator. Owned by the thread that writes.
 */
public final class LineGroup {

    private static final int FIRST_ENDS = 256;

    private final int prefixBytes;
    private final int fullBytes;
    private final List<Run> runs = new ArrayList<>();
    private byte[] bytes;
    private int[] ends = new int[FIRST_ENDS];
    private int length;
    private int lines;

    /** An empty group that is full with so many bytes; only an event that is larger alone makes it longer. */
    public LineGroup(int prefixBytes, int fullBytes) {
        this.prefixBytes = prefixBytes;
        this.fullBytes = fullBytes;
        this.bytes = new byte[fullBytes];
    }

    /** Events of one batch that follow one another in it and here. */
    public static final class Run {
        private final Batch batch;
        private final int index;
        private final int line;
        private int count;

        Run(Batch batch, int index, int line) {
            this.batch = batch;
            this.index = index;
            this.line = line;
        }

        /** The batch. */
        public Batch batch() {
            return batch;
        }

        /** Number of events. */
        public int count() {
            return count;
        }

        /** Which line of the group the first of them is. */
        public int line() {
            return line;
        }

        /**
         * Tells the batch where its events are. Whatever is thereby of no use to anybody goes to {@code useless}: the old places
         * of events that were written anew, or the new ones if the batch is settled meanwhile.
         */
        public void place(long firstPlace, LongConsumer useless) {
            batch.place(index, count, firstPlace, useless);
        }
    }

    /** Empties it. */
    public void clear() {
        runs.clear();
        length = 0;
        lines = 0;
        if (bytes.length > fullBytes) {
            bytes = new byte[fullBytes];
        }
    }

    /** The lines. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of all lines. */
    public int length() {
        return length;
    }

    /** Where each line ends. */
    public int[] ends() {
        return ends;
    }

    /** Number of lines. */
    public int lines() {
        return lines;
    }

    /** Whose they are. */
    public List<Run> runs() {
        return runs;
    }

    /** Whether an event of that length fits in. */
    boolean fits(int eventBytes) {
        return length == 0 || length + prefixBytes + eventBytes + 1 <= fullBytes;
    }

    void add(Batch batch, int index, ByteChain source, int from, int to) {
        int end = length + prefixBytes + to - from + 1;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, end);
        }
        source.copyTo(bytes, length + prefixBytes, from, to);
        bytes[end - 1] = '\n';
        length = end;
        if (lines == ends.length) {
            ends = Arrays.copyOf(ends, 2 * lines);
        }
        join(batch, index);
        ends[lines++] = end;
    }

    private void join(Batch batch, int index) {
        Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        if (last == null || last.batch != batch || last.index + last.count != index) {
            last = new Run(batch, index, lines);
            runs.add(last);
        }
        last.count++;
    }
}

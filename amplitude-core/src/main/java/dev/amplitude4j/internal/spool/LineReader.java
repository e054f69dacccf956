// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Walks the lines of a segment, whatever is in it. There are no lengths in a file that damage could falsify: after a bad line
 * the next one is read, a lost terminator costs no second line, and memory is bounded by the longest line that can be. Owned
 * by one thread.
 */
final class LineReader implements Closeable {

    /** The largest event there can be, and its prefix. */
    static final int MAX_LINE_BYTES = 512 * 1024 + LineChecksum.PREFIX_BYTES;

    private static final int FIRST_BUFFER_BYTES = 64 * 1024;
    private static final int MAX_GUESSES = 64;

    private final InputStream in;
    private final LineChecksum checksum;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private long bufferOffset;
    private int filled;
    private int from;
    private int to;
    private int lineEnd;
    private boolean terminated;
    private boolean valid;
    private boolean beginsLine;
    private long skippedBytes;

    /** Reads from a stream that stands at that offset of its file. */
    LineReader(InputStream in, long offset, LineChecksum checksum) {
        this.in = in;
        this.bufferOffset = offset;
        this.checksum = checksum;
    }

    /** Goes to the next line; false at the end of the file. */
    boolean next() throws IOException {
        boolean afterDamage = !valid && to > 0;
        bufferOffset += skippedBytes;
        skippedBytes = 0;
        from = to;
        if (from == lineEnd && !fill()) {
            return false;
        }
        to = lineEnd;
        judge();
        beginsLine = valid || !afterDamage || LineChecksum.hasPrefix(buffer, from, to);
        return true;
    }

    /** Whether the line is as it was written. */
    boolean isValid() {
        return valid;
    }

    /** Whether the file ends in the middle of the line. */
    boolean isTorn() {
        return !terminated;
    }

    /** Whether a line was written here, rather than the rest of one that damage cut in two. */
    boolean beginsLine() {
        return beginsLine;
    }

    /** Where in the file it begins. */
    long start() {
        return bufferOffset + from;
    }

    /** Where in the file the next one begins. */
    long end() {
        return bufferOffset + to + skippedBytes;
    }

    /** Holds the line until {@link #next}. */
    byte[] buffer() {
        return buffer;
    }

    /** Where in {@link #buffer} it begins, with its prefix. */
    int from() {
        return from;
    }

    /** Where in {@link #buffer} the text of a valid line ends, without the terminator. */
    int textEnd() {
        return to - 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void judge() {
        valid = terminated && skippedBytes == 0 && checksum.isSigned(buffer, from, to - 1);
        if (valid || !terminated || skippedBytes > 0) {
            return;
        }
        int inner = innerLine();
        if (inner > 0) {
            to = inner;
            valid = checksum.isSigned(buffer, from, to - 1);
        }
    }

    /** Where, in a bad line, a good one begins whose terminator before it was damaged; 0 if nowhere. */
    private int innerLine() {
        int guesses = 0;
        for (int at = from + 1; at < lineEnd - 1 && guesses < MAX_GUESSES; at++) {
            if (LineChecksum.hasPrefix(buffer, at, lineEnd - 1)) {
                guesses++;
                if (checksum.isSigned(buffer, at, lineEnd - 1)) {
                    return at;
                }
            }
        }
        return 0;
    }

    /** Brings the next line into the buffer, or at least its beginning if it is too long to be one. */
    private boolean fill() throws IOException {
        int searched = from;
        while (true) {
            int newline = indexOf(searched);
            if (newline >= 0) {
                return line(newline + 1, true);
            }
            searched = filled;
            if (filled - from > MAX_LINE_BYTES) {
                return skip();
            }
            searched -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return filled > from && line(filled, false);
            }
            filled += read;
        }
    }

    private boolean line(int end, boolean ended) {
        lineEnd = end;
        terminated = ended;
        return true;
    }

    /** Leaves a piece out that no event can be as long as, up to its terminator. */
    private boolean skip() throws IOException {
        int kept = from + LineChecksum.PREFIX_BYTES;
        long dropped = (long) filled - kept;
        while (true) {
            int read = in.read(buffer, kept, buffer.length - kept);
            if (read < 0) {
                filled = kept;
                skippedBytes = dropped;
                return line(kept, false);
            }
            filled = kept + read;
            int newline = indexOf(kept);
            if (newline >= 0) {
                // The buffer now begins later in the file than its offset says, by what was left out.
                int after = newline + 1;
                System.arraycopy(buffer, after, buffer, kept, filled - after);
                filled -= after - kept;
                skippedBytes = dropped + after - kept;
                return line(kept, true);
            }
            dropped += read;
        }
    }

    /** Frees space behind what is filled; returns by how much that moved to the front. */
    private int makeRoom() {
        if (filled < buffer.length) {
            return 0;
        }
        if (from == 0) {
            buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, MAX_LINE_BYTES + FIRST_BUFFER_BYTES));
            return 0;
        }
        int shift = from;
        bufferOffset += shift;
        System.arraycopy(buffer, shift, buffer, 0, filled - shift);
        filled -= shift;
        from = 0;
        return shift;
    }

    private int indexOf(int start) {
        for (int i = start; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}

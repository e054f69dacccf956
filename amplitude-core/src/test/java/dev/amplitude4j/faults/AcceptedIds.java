// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * Which events were accepted, and when, in a mapped file that outlives the process which writes it, however that ends: the
 * time of the start, the longest stall, the last beat, and for each number the milliseconds since then, plus one. Each number is written by one thread.
 */
final class AcceptedIds {

    private static final int STALL = Long.BYTES;
    private static final int BEAT = 2 * Long.BYTES;
    private static final int HEADER_BYTES = 3 * Long.BYTES;

    private final ByteBuffer file;
    private final long startMillis;
    private final long startNanos = System.nanoTime();

    private AcceptedIds(ByteBuffer file) {
        this.file = file;
        this.startMillis = file.getLong(0);
    }

    /** A new file with room for so many numbers. */
    static AcceptedIds create(Path path, int numbers) {
        ByteBuffer file = map(path, HEADER_BYTES + (long) numbers * Integer.BYTES, StandardOpenOption.CREATE);
        file.putLong(0, System.currentTimeMillis());
        return new AcceptedIds(file);
    }

    /** What another process wrote, or still writes. */
    static AcceptedIds open(Path path) {
        return new AcceptedIds(map(path, path.toFile().length(), StandardOpenOption.READ));
    }

    void note(long number) {
        file.putInt(position((int) number), 1 + (int) sinceStartMillis());
    }

    /** Notes that the process runs, and that it was kept from that for so many milliseconds. Called by one thread. */
    void beat(long lateMillis) {
        file.putLong(STALL, Math.max(lateMillis, stallMillis()));
        file.putLong(BEAT, startMillis + sinceStartMillis());
    }

    /** On the monotonic clock, since the time of day may be set while the process runs. */
    private long sinceStartMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** When the process ran last, as the time of day in milliseconds. */
    long lastBeatMillis() {
        return file.getLong(BEAT);
    }

    /** The longest time for which the process was kept from running, in milliseconds. */
    long stallMillis() {
        return file.getLong(STALL);
    }

    /** When that number was accepted, as the time of day in milliseconds. */
    long millis(int number) {
        return startMillis + file.getInt(position(number)) - 1;
    }

    /** The numbers accepted. */
    BitSet all() {
        return before(Long.MAX_VALUE);
    }

    /** The numbers accepted before that time of day. */
    BitSet before(long millis) {
        BitSet numbers = new BitSet();
        for (int number = 0; position(number) < file.capacity(); number++) {
            int at = file.getInt(position(number));
            if (at > 0 && startMillis + at - 1 < millis) {
                numbers.set(number);
            }
        }
        return numbers;
    }

    private static int position(int number) {
        return HEADER_BYTES + number * Integer.BYTES;
    }

    private static ByteBuffer map(Path path, long bytes, StandardOpenOption option) {
        try (FileChannel channel = FileChannel.open(path, option, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * Events of one stripe as JSON, in the order of their acceptance. Sealed, it is immutable bytes and offsets; a partial answer
 * makes new, smaller batches of the events that are left. Generation, attempts and doubt belong to the dispatch thread; what
 * the thread that writes to disk looks at meanwhile is guarded by the batch.
 *
 * <p>Longer than 300 lines because both threads look at the same events: apart, each half would hold the other.
 */
public final class Batch {

    /** In place of a time: none of the events can have arrived. */
    public static final long CERTAIN = Long.MIN_VALUE;

    private static final byte SEPARATOR = ',';

    private final ChunkPool pool;
    private final ByteChain bytes;
    private int[] ends;
    private int count;
    private long generation;
    private int attempts;
    private int refusals;
    private boolean borrowed;
    private boolean compact;
    private boolean gone;
    private boolean placeless;
    private Places places;
    private long doubtfulSinceNanos = CERTAIN;

    Batch(ChunkPool pool) {
        this(pool, new ByteChain(pool), pool.takeOffsets());
    }

    private Batch(ChunkPool pool, ByteChain bytes, int[] ends) {
        this.pool = pool;
        this.bytes = bytes;
        this.ends = ends;
    }

    /** Number of events. */
    public int count() {
        return count;
    }

    /** Bytes of the events, with one separator each. */
    public int byteLength() {
        return bytes.length();
    }

    /** Bytes of the events alone, as they were charged to the budget. */
    public int eventBytes() {
        return bytes.length() - count;
    }

    /** How many events from the front fit into that much, at least one. */
    public int fitting(int maxEvents, long maxBytes) {
        int fitting = Math.min(count, Math.max(1, maxEvents));
        while (fitting > 1 && ends[fitting - 1] > maxBytes) {
            fitting--;
        }
        return fitting;
    }

    /** Number of the flush that covers it; smaller for older batches. */
    public long generation() {
        return generation;
    }

    /** Sets the number of the next flush, when the dispatch thread takes the batch over. */
    public void joinGeneration(long number) {
        generation = number;
    }

    /** How often it was sent. */
    public int attempts() {
        return attempts;
    }

    /** Counts one more time that it is sent. */
    public void countAttempt() {
        attempts++;
    }

    /** How often a request that carried it was refused for its content, in part or without a name. */
    public int refusals() {
        return refusals;
    }

    /** Counts one more such refusal. */
    public void countRefusal() {
        refusals++;
    }

    /** Marks the memory as possibly still read by an attempt that was given up, so that it is never used again. */
    public void lend() {
        borrowed = true;
    }

    /** Writes the events, separated by commas, without the one in front. */
    public void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out, 1, bytes.length());
    }

    /** One event's JSON. */
    public byte[] event(int index) {
        return bytes.toByteArray(start(index), ends[index]);
    }

    /** Where on disk an event is; 0 for nowhere, negative if it is to be written anew. */
    public synchronized long place(int index) {
        return places == null ? 0 : places.get(index);
    }

    /** Whether every event is somewhere on disk. */
    public synchronized boolean isPlaced() {
        return placeless || (places != null && places.good() == count);
    }

    /** Whether nobody needs its events any more, because they are settled or in other batches. */
    public synchronized boolean isGone() {
        return gone;
    }

    /** Has an event written anew; its old place holds until then. */
    public synchronized void displace(int index) {
        places.set(index, -Math.abs(places.get(index)));
    }

    /** Its events are copies of others that keep their places on disk; they need none themselves. */
    public synchronized void needNoPlace() {
        places = null;
        placeless = true;
    }

    /** Since when its events may have arrived, on the monotonic clock; {@link #CERTAIN} if they cannot have. */
    public synchronized long doubtfulSinceNanos() {
        return doubtfulSinceNanos;
    }

    /** Its events may have arrived since then. */
    public synchronized void doubt(long sinceNanos) {
        doubtfulSinceNanos = sinceNanos;
    }

    /** Appends an event that was read back from that place. */
    public synchronized void append(byte[] source, int from, int to, long place) {
        bytes.append(SEPARATOR);
        bytes.append(source, from, to - from);
        places = places == null ? new Places() : places;
        places.set(count, place);
        end(bytes.length());
    }

    /** Copies events that are nowhere on disk, as many as fit; false if there are more. */
    public synchronized boolean copyUnplaced(LineGroup group) {
        for (int i = 0; i < count && !gone && !placeless; i++) {
            if (places == null || places.get(i) <= 0) {
                if (!group.fits(ends[i] - start(i))) {
                    return false;
                }
                group.add(this, i, bytes, start(i), ends[i]);
            }
        }
        return true;
    }

    synchronized void place(int from, int events, long firstPlace, LongConsumer useless) {
        places = places == null ? new Places() : places;
        for (int i = 0; i < events; i++) {
            long place = firstPlace + i;
            long old = places.get(from + i);
            if (gone) {
                useless.accept(place);
            } else {
                if (old != 0) {
                    useless.accept(Math.abs(old));
                }
                places.set(from + i, place);
            }
        }
    }

    /** A new batch of those events, in the same order, that counts as much tried as this one. */
    public synchronized Batch select(BitSet events) {
        int length = 0;
        for (int i = events.nextSetBit(0); i >= 0; i = events.nextSetBit(i + 1)) {
            length += 1 + ends[i] - start(i);
        }
        Batch part = new Batch(pool, ByteChain.exact(pool, length), new int[events.cardinality()]);
        for (int i = events.nextSetBit(0); i >= 0; i = events.nextSetBit(i + 1)) {
            part.bytes.append(SEPARATOR);
            bytes.copyTo(part.bytes, start(i), ends[i]);
            if (places != null) {
                part.places = part.places == null ? new Places() : part.places;
                part.places.set(part.count, places.get(i));
            }
            part.end(part.bytes.length());
        }
        part.doubtfulSinceNanos = doubtfulSinceNanos;
        part.generation = generation;
        part.attempts = attempts;
        part.refusals = refusals;
        part.compact = true;
        return part;
    }

    /**
     * Takes over the events of a younger batch, which is empty and recycled afterwards, unless that passes a limit, either was
     * sent, this one was made compact, or one is on disk and the other is not. All or nothing.
     */
    public synchronized boolean absorb(Batch younger, int maxEvents, long maxBytes) {
        synchronized (younger) {
            boolean alike = attempts + younger.attempts == 0
                    && !compact
                    && generation == younger.generation
                    && doubtfulSinceNanos == younger.doubtfulSinceNanos
                    && (places == null ? younger.places == null : isPlaced() && younger.isPlaced());
            if (!alike || count + younger.count > maxEvents || (long) byteLength() + younger.byteLength() > maxBytes) {
                return false;
            }
            takeOver(younger);
            younger.count = 0;
            younger.recycle();
            return true;
        }
    }

    private void takeOver(Batch younger) {
        int events = count;
        int shift = bytes.length();
        boolean whole = false;
        try {
            younger.bytes.copyTo(bytes, 0, younger.bytes.length());
            for (int i = 0; i < younger.count; i++) {
                if (places != null) {
                    places.set(count, younger.places.get(i));
                }
                end(shift + younger.ends[i]);
            }
            whole = true;
        } finally {
            if (!whole) {
                count = events;
                bytes.truncate(shift);
                if (places != null) {
                    places.truncate(events);
                }
            }
        }
    }

    /** Gives unused memory back, before the batch waits for long; nothing is appended to it any more. */
    public synchronized void compact() {
        if (compact || borrowed) {
            return;
        }
        compact = true;
        bytes.trim();
        int[] wasteful = ends;
        ends = Arrays.copyOf(ends, count);
        pool.giveOffsets(wasteful);
    }

    /** Gives the memory back; the batch must not be used any more. */
    public synchronized void recycle() {
        gone = true;
        if (borrowed) {
            bytes.abandon();
        } else {
            bytes.recycle();
            pool.giveOffsets(ends);
        }
    }

    /** Appends an event, or nothing if memory is lacking. */
    void append(byte[] event, int length) {
        int before = bytes.length();
        boolean whole = false;
        try {
            bytes.append(SEPARATOR);
            bytes.append(event, 0, length);
            end(bytes.length());
            whole = true;
        } finally {
            if (!whole) {
                bytes.truncate(before);
            }
        }
    }

    private int start(int index) {
        return index == 0 ? 1 : ends[index - 1] + 1;
    }

    private void end(int offset) {
        if (count == ends.length) {
            int[] full = ends;
            ends = Arrays.copyOf(full, 2 * count);
            pool.giveOffsets(full);
        }
        ends[count++] = offset;
    }
}

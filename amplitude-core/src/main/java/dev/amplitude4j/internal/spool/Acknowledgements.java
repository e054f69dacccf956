// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What an earlier life wrote down of one segment's lines. Used on the spool's thread. */
final class Acknowledgements {

    private final TreeMap<Integer, AckFile.Entry> done = new TreeMap<>();
    private final TreeMap<Integer, AckFile.Entry> doubtful = new TreeMap<>();

    // Read once, so that events in doubt since the same moment stay together: a batch holds those of one moment only.
    private final long nowMillis;
    private final long nowNanos;

    private Acknowledgements(Clock clock) {
        this.nowMillis = clock.currentTimeMillis();
        this.nowNanos = clock.nanoTime();
    }

    static Acknowledgements read(SpoolFs fs, Path file, LineChecksum checksum, Clock clock) throws IOException {
        Acknowledgements known = new Acknowledgements(clock);
        for (AckFile.Entry entry : AckFile.read(fs, file, checksum)) {
            (entry.isDone() ? known.done : known.doubtful).putIfAbsent(entry.from, entry);
        }
        return known;
    }

    /** Adds a line to a segment with what is known of it; whether it still waits to be sent. */
    boolean apply(Segment segment, int start, int end) {
        int line = segment.lines();
        segment.addLine(start, end);
        if (at(done, start) != null) {
            segment.doneBefore(line);
            return false;
        }
        AckFile.Entry doubt = at(doubtful, start);
        if (doubt != null) {
            // A clock that was set back in between makes no event older than it can be.
            long ageMillis = Math.max(0, nowMillis - doubt.doubtfulSinceMillis);
            segment.doubtBefore(line, doubt.doubtfulSinceMillis, nowNanos - TimeUnit.MILLISECONDS.toNanos(ageMillis));
        }
        return true;
    }

    private static AckFile.Entry at(NavigableMap<Integer, AckFile.Entry> entries, int offset) {
        Map.Entry<Integer, AckFile.Entry> entry = entries.floorEntry(offset);
        return entry != null && entry.getValue().covers(offset) ? entry.getValue() : null;
    }
}

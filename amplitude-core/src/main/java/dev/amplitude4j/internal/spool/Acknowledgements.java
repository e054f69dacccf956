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

    private Acknowledgements() {}

    static Acknowledgements read(SpoolFs fs, Path file, LineChecksum checksum) throws IOException {
        Acknowledgements known = new Acknowledgements();
        for (AckFile.Entry entry : AckFile.read(fs, file, checksum)) {
            (entry.isDone() ? known.done : known.doubtful).putIfAbsent(entry.from, entry);
        }
        return known;
    }

    /** Adds a line to a segment with what is known of it; whether it still waits to be sent. */
    boolean apply(Segment segment, int start, int end, Clock clock) {
        int line = segment.lines();
        segment.addLine(start, end);
        if (at(done, start) != null) {
            segment.doneBefore(line);
            return false;
        }
        AckFile.Entry doubt = at(doubtful, start);
        if (doubt != null) {
            // A clock that was set back in between makes no event older than it can be.
            long ageMillis = Math.max(0, clock.currentTimeMillis() - doubt.doubtfulSinceMillis);
            segment.doubtBefore(
                    line, doubt.doubtfulSinceMillis, clock.nanoTime() - TimeUnit.MILLISECONDS.toNanos(ageMillis));
        }
        return true;
    }

    private static AckFile.Entry at(NavigableMap<Integer, AckFile.Entry> entries, int offset) {
        Map.Entry<Integer, AckFile.Entry> entry = entries.floorEntry(offset);
        return entry != null && entry.getValue().covers(offset) ? entry.getValue() : null;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads events back that are on disk alone, of this life and of earlier ones in turn, so that neither waits for the other. Used on
 * the spool's thread.
 */
final class StoredReader {

    private final SpoolFs fs;
    private final String project;
    private final Segments segments;
    private final int maxBytes;
    private final SpoolListener listener;
    private final LineChecksum checksum = new LineChecksum();
    private boolean recovered;

    /** Reads {@code maxBytes} at a time, and what one event more takes. */
    StoredReader(SpoolFs fs, String project, Segments segments, int maxBytes, SpoolListener listener) {
        this.fs = fs;
        this.project = project;
        this.segments = segments;
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    /** Events of the oldest segment that has some; null if none has, or the disk refuses. */
    LoadedLines next() {
        recovered = !recovered;
        Segment segment = segments.oldestStored(recovered);
        if (segment == null) {
            segment = segments.oldestStored(!recovered);
        }
        if (segment == null) {
            return null;
        }
        return read(segments.toLoad(segment));
    }

    /** The events at those places, which are in one segment; null if the disk refuses. */
    LoadedLines at(long[] places) {
        return read(segments.toLoad(places));
    }

    private LoadedLines read(LoadedLines loaded) {
        try {
            fill(loaded, loaded.segment());
            segments.prepare(loaded);
            return loaded;
        } catch (IOException e) {
            listener.problem(
                    "spool_read",
                    "spool: cannot read events back: " + e.getClass().getSimpleName());
            return null;
        }
    }

    private void fill(LoadedLines loaded, Segment segment) throws IOException {
        Path path = segment.home.file(segment.number, SegmentName.COMPLETE);
        if (fs.kind(path) == SpoolFs.Kind.MISSING) {
            path = segment.home.file(segment.number, SegmentName.OPEN);
        }
        if (fs.kind(path) == SpoolFs.Kind.MISSING) {
            loaded.fileIsMissing();
            return;
        }
        try (SegmentLines lines = new SegmentLines(fs, path, checksum, project)) {
            while (loaded.length() < maxBytes && lines.next()) {
                int line = loaded.linesSeen();
                loaded.see(lines.start(), lines.end());
                if (lines.isReadable() && loaded.wants(line)) {
                    loaded.add(line, lines.buffer(), lines.from(), lines.to());
                }
            }
            if (loaded.length() < maxBytes) {
                loaded.reachedTheEnd();
            }
        }
    }
}

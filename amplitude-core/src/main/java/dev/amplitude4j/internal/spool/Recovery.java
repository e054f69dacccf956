// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the directory of a dead owner, one segment at a time, whatever is in it: every step makes progress. Used on the spool's
 * thread.
 */
final class Recovery {

    private static final int MAX_FILES = 20_000;

    private final SpoolFs fs;
    private final SpoolRoot root;
    private final SpoolDirectory directory;
    private final Segments segments;
    private final LineChecksum checksum = new LineChecksum();
    private final Clock clock;
    private final SpoolListener listener;
    private long[] numbers;
    private int next;
    private long tornBytes;

    Recovery(
            SpoolFs fs,
            SpoolRoot root,
            SpoolDirectory directory,
            Segments segments,
            Clock clock,
            SpoolListener listener) {
        this.fs = fs;
        this.root = root;
        this.directory = directory;
        this.segments = segments;
        this.clock = clock;
        this.listener = listener;
    }

    SpoolDirectory directory() {
        return directory;
    }

    boolean isOver() {
        return numbers != null && next == numbers.length;
    }

    /** Bytes of unfinished lines since the last question. */
    long takeTornBytes() {
        long torn = tornBytes;
        tornBytes = 0;
        return torn;
    }

    /** Reads the next segment; null if there was nothing in it to be sent or to be counted. */
    Recovered step() {
        try {
            if (numbers == null) {
                numbers = new long[0];
                numbers = list();
                return null;
            }
            return isOver() ? null : read(numbers[next++]);
        } catch (IOException e) {
            directory.keep();
            listener.problem(
                    "spool_recovery",
                    "spool: cannot read a file in " + directory.path() + ": "
                            + e.getClass().getSimpleName());
            return null;
        }
    }

    private long[] list() throws IOException {
        List<String> names = fs.list(directory.path(), MAX_FILES);
        String lock = DirectoryLock.file(directory.path()).getFileName().toString();
        if (names.size() == MAX_FILES
                || names.stream().anyMatch(name -> SegmentName.number(name) < 0 && !name.equals(lock))) {
            directory.keep();
        }
        long[] found = names.stream()
                .mapToLong(SegmentName::number)
                .filter(number -> number >= 0)
                .distinct()
                .toArray();
        Arrays.sort(found);
        return found;
    }

    private Recovered read(long number) throws IOException {
        Path file = directory.file(number, SegmentName.COMPLETE);
        if (fs.kind(file) == SpoolFs.Kind.MISSING) {
            file = directory.file(number, SegmentName.OPEN);
        }
        SpoolFs.Kind kind = fs.kind(file);
        if (kind == SpoolFs.Kind.MISSING) {
            directory.remove(number); // An acknowledgement file whose segment went before it.
            return null;
        }
        if (kind != SpoolFs.Kind.FILE || fs.size(file) > SpoolLimits.MAX_FILE_BYTES) {
            setAside(file);
            return null;
        }
        return read(number, file);
    }

    private Recovered read(long number, Path file) throws IOException {
        long size = fs.size(file);
        Path ackFile = directory.file(number, SegmentName.ACKNOWLEDGED);
        Acknowledgements known = Acknowledgements.read(fs, ackFile, checksum, clock);
        Segment segment = segments.make(directory, number);
        int events = 0;
        int corrupt = 0;
        try (SegmentLines lines = new SegmentLines(fs, file, checksum, root.project())) {
            while (lines.next()) {
                boolean open = known.apply(segment, lines.start(), lines.end());
                if (open && lines.isReadable()) {
                    events++;
                } else if (open) {
                    corrupt++;
                    segment.doneBefore(segment.lines() - 1);
                }
            }
            if (lines.isForeign()) {
                directory.keep();
                listener.problem("spool_version", "spool: " + file + " is of another version and is left as it is");
                return null;
            }
            tornBytes += lines.tornBytes();
            if (events == 0 && lines.damaged() > 0 && segment.lines() == corrupt) {
                setAside(file);
            }
        }
        if (events == 0) {
            directory.remove(number);
        } else {
            directory.addBytes(size);
        }
        return events + corrupt == 0 ? null : new Recovered(segment, events, corrupt);
    }

    private void setAside(Path file) throws IOException {
        listener.problem(
                "spool_bad",
                "spool: a file without a readable event was set aside, see "
                        + root.path().resolve(SpoolRoot.BAD));
        root.setAside(file);
    }
}

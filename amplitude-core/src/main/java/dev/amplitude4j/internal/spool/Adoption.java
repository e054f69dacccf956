// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The directories of dead owners: looks for them, has them read one segment at a time, and gives each back once nothing in it is
 * needed any more. Used on the spool's thread, but for what says otherwise.
 */
final class Adoption {

    private final SpoolFs fs;
    private final SpoolRoot root;
    private final Supplier<SpoolDirectory> own;
    private final Segments segments;
    private final Clock clock;
    private final SpoolListener listener;
    private final Deque<Recovery> recoveries = new ArrayDeque<>();

    /** Read, and on their way to be admitted by the other thread: their files are still needed. */
    private final Set<Segment> unadmitted = ConcurrentHashMap.newKeySet();

    private final Set<SpoolDirectory> adopted = new HashSet<>();
    private final Set<Path> leftAlone = new HashSet<>();
    private final AtomicLong tornBytes = new AtomicLong();
    private long otherBytes;
    private long lookedNanos;
    private boolean looked;

    /** Looks below that root, but not at our own directory, which is null while there is none. */
    Adoption(
            SpoolFs fs,
            SpoolRoot root,
            Supplier<SpoolDirectory> own,
            Segments segments,
            Clock clock,
            SpoolListener listener) {
        this.fs = fs;
        this.root = root;
        this.own = own;
        this.segments = segments;
        this.clock = clock;
        this.listener = listener;
    }

    /** Reads the next segment; null if there is nothing to admit at this step. */
    Recovered step() {
        long now = clock.nanoTime();
        if (!looked || now - lookedNanos >= SpoolLimits.ADOPTION_NANOS) {
            looked = true;
            lookedNanos = now;
            look();
        }
        Recovery recovery = recoveries.peek();
        if (recovery == null || isCrowded()) {
            return null;
        }
        Recovered recovered = recovery.step();
        tornBytes.addAndGet(recovery.takeTornBytes());
        if (recovery.isOver()) {
            recoveries.remove();
        }
        if (recovered != null) {
            unadmitted.add(recovered.segment);
        }
        return recovered;
    }

    /** The events of a segment are counted among those on disk from now on. Any thread. */
    void admitted(Segment segment) {
        unadmitted.remove(segment);
    }

    /** After how many nanoseconds {@link #step} may have something to do. */
    long waitNanos() {
        if (!recoveries.isEmpty() && !isCrowded()) {
            return 0;
        }
        return looked ? Math.max(0, SpoolLimits.ADOPTION_NANOS - (clock.nanoTime() - lookedNanos)) : 0;
    }

    /** Bytes of unfinished lines that were cut off. Any thread. */
    long tornBytes() {
        return tornBytes.get();
    }

    /** Bytes below the root but for those in our own directory; what belongs to others is as it was when last looked at. */
    long bytes() {
        long bytes = otherBytes;
        for (SpoolDirectory directory : adopted) {
            bytes += directory.bytes();
        }
        return bytes;
    }

    /** Gives back the directories that hold nothing any more. */
    void releaseEmptied() {
        adopted.removeIf(directory -> {
            if (!isEmptied(directory)) {
                return false;
            }
            if (directory.isKept()) {
                leftAlone.add(directory.path());
            }
            directory.release(true);
            return true;
        });
    }

    /** Gives all back. */
    void close() {
        for (SpoolDirectory directory : adopted) {
            directory.release(isEmptied(directory));
        }
        adopted.clear();
        recoveries.clear();
    }

    private boolean isCrowded() {
        return segments.size(true) >= SpoolLimits.MAX_RECOVERED_SEGMENTS;
    }

    private void look() {
        try {
            if (fs.kind(root.path()) != SpoolFs.Kind.DIRECTORY || fs.objection(root.path()) != null) {
                return;
            }
            Set<Path> known = counted();
            known.addAll(leftAlone);
            for (SpoolDirectory directory : root.adopt(known)) {
                adopted.add(directory);
                recoveries.add(new Recovery(fs, root, directory, segments, clock, listener));
            }
            otherBytes = root.bytesOutside(counted());
        } catch (IOException e) {
            listener.problem(
                    "spool_look",
                    "spool: cannot look for earlier events: " + e.getClass().getSimpleName());
        }
    }

    /** The directories that keep count of their bytes themselves. */
    private Set<Path> counted() {
        Set<Path> paths = new HashSet<>();
        if (own.get() != null) {
            paths.add(own.get().path());
        }
        adopted.forEach(directory -> paths.add(directory.path()));
        return paths;
    }

    /** Whether all of a directory was read, and counted, and is done with. */
    private boolean isEmptied(SpoolDirectory directory) {
        return recoveries.stream().noneMatch(recovery -> recovery.directory() == directory)
                && unadmitted.stream().noneMatch(segment -> segment.home == directory)
                && segments.ofHome(directory) == 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One locked directory with the segments of one life of a client: our own, or that of a dead owner which we took over. Used
 * on the spool's thread.
 */
final class SpoolDirectory {

    private final SpoolFs fs;
    private final Path path;
    private final DirectoryLock lock;
    private long bytes;
    private boolean kept;

    SpoolDirectory(SpoolFs fs, Path path, DirectoryLock lock) {
        this.fs = fs;
        this.path = path;
        this.lock = lock;
    }

    Path path() {
        return path;
    }

    /** A file of the segment with that number. */
    Path file(long number, String suffix) {
        return path.resolve(SegmentName.of(number, suffix));
    }

    /** Bytes that its files take up, as far as they were made or counted here. */
    long bytes() {
        return bytes;
    }

    void addBytes(long more) {
        bytes += more;
    }

    /** There are files in it that are not ours to remove. */
    void keep() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    /** Removes the files of a segment that nobody needs any more; events first, so that no acknowledged event comes back. */
    void remove(long number) {
        remove(file(number, SegmentName.COMPLETE));
        remove(file(number, SegmentName.OPEN));
        remove(file(number, SegmentName.ACKNOWLEDGED));
    }

    /** Removes a file if it is there; one that stays is read again by the next owner, which loses nothing. */
    void remove(Path file) {
        try {
            if (fs.kind(file) == SpoolFs.Kind.FILE) {
                long size = fs.size(file);
                fs.delete(file);
                bytes = Math.max(0, bytes - size);
            }
        } catch (IOException e) {
            keep();
        }
    }

    /** Ends the ownership; an empty directory goes too. */
    void release(boolean empty) {
        try {
            if (empty && !kept) {
                fs.delete(DirectoryLock.file(path));
                fs.delete(path);
            }
        } catch (IOException e) {
            // There is something in it after all, or it is gone already: the next owner sees.
        }
        abandon();
    }

    /** Ends the ownership and touches nothing. */
    void abandon() {
        try {
            lock.close();
        } catch (IOException e) {
            // The system takes the lock back at the latest when the process ends.
        }
    }
}

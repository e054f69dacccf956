// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What the spool asks of a file system, and nothing more, so that a test can let each single operation fail. Called on the
 * spool's thread only; a symbolic link is never followed.
 */
public interface SpoolFs {

    /** What stands under a name. */
    enum Kind {
        MISSING,
        FILE,
        DIRECTORY,
        /** A link, a pipe, a device: nothing to be opened. */
        OTHER
    }

    /** Makes one directory that only its owner can enter. */
    void createDirectory(Path directory) throws IOException;

    /** What stands there. */
    Kind kind(Path path) throws IOException;

    /** Length of a file in bytes. */
    long size(Path file) throws IOException;

    /** Names in a directory, at most so many, in no order. */
    List<String> list(Path directory, int max) throws IOException;

    /** Makes a file that only its owner can read; fails if there is something of that name. */
    SpoolFile create(Path file) throws IOException;

    /** Opens a file to be appended to, and makes it if there is none. */
    SpoolFile append(Path file) throws IOException;

    /** Opens a file to be read from that offset. */
    InputStream read(Path file, long offset) throws IOException;

    /** Gives a file another name. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file, a link, or an empty directory. */
    void delete(Path path) throws IOException;

    /** Makes names durable, where the system can. */
    void syncDirectory(Path directory) throws IOException;

    /** Bytes free for us on the volume. */
    long usableBytes(Path directory) throws IOException;

    /** Locks a file until the handle is closed; null if another process holds it. */
    Closeable tryLock(Path file) throws IOException;

    /** Why a directory is not safe to keep events in, in words; null if it is. */
    String objection(Path directory) throws IOException;
}

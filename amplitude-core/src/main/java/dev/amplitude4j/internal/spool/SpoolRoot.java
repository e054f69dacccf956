// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * The directory that the user named: below it every client has one of its own, and what cannot be read is set aside. Used on
 * the spool's thread.
 */
final class SpoolRoot {

    static final String BAD = "bad";
    private static final int MAX_BAD_FILES = 10;
    private static final long MAX_BAD_BYTES = 50L << 20;
    private static final int MAX_DIRECTORIES = 10_000;
    private static final int MAX_COUNTED_FILES = 10_000;

    private final SpoolFs fs;
    private final Path path;
    private final String project;
    private final Random random;

    SpoolRoot(SpoolFs fs, Path path, String project, Random random) {
        this.fs = fs;
        this.path = path;
        this.project = project;
        this.random = random;
    }

    Path path() {
        return path;
    }

    String project() {
        return project;
    }

    /** Makes the root if its parent is there. */
    void prepare() throws IOException {
        if (fs.kind(path) == SpoolFs.Kind.MISSING) {
            createWithParents(path);
        }
        String objection = fs.objection(path);
        if (objection != null) {
            throw new IOException("the directory " + objection);
        }
    }

    /** A new directory for this client. */
    SpoolDirectory create() throws IOException {
        while (true) {
            Path directory = path.resolve(String.format(Locale.ROOT, "%s-%016x", project, random.nextLong()));
            fs.createDirectory(directory);
            DirectoryLock lock = DirectoryLock.tryAcquire(fs, directory);
            if (lock != null) { // Else another process took the new directory for one of a dead owner.
                fs.syncDirectory(path);
                return new SpoolDirectory(fs, directory, lock);
            }
        }
    }

    /** Takes over directories of this project whose owner is dead, except those. */
    List<SpoolDirectory> adopt(Set<Path> except) throws IOException {
        List<SpoolDirectory> adopted = new ArrayList<>();
        for (String name : fs.list(path, MAX_DIRECTORIES)) {
            Path directory = path.resolve(name);
            if (name.startsWith(project + "-") && !except.contains(directory)) {
                SpoolDirectory taken = tryAdopt(directory);
                if (taken != null) {
                    adopted.add(taken);
                }
            }
        }
        return adopted;
    }

    /** Bytes below the root that are not in those directories. */
    long bytesOutside(Set<Path> own) throws IOException {
        long bytes = 0;
        for (String name : fs.list(path, MAX_DIRECTORIES)) {
            Path entry = path.resolve(name);
            if (!own.contains(entry) && fs.kind(entry) == SpoolFs.Kind.DIRECTORY) {
                bytes += bytesIn(entry);
            }
        }
        return bytes;
    }

    /** Sets something aside that cannot be read; what finds no room there is removed. */
    void setAside(Path file) throws IOException {
        Path bad = path.resolve(BAD);
        if (fs.kind(bad) == SpoolFs.Kind.MISSING) {
            fs.createDirectory(bad);
        }
        List<String> there = fs.list(bad, MAX_BAD_FILES);
        boolean regular = fs.kind(file) == SpoolFs.Kind.FILE;
        long size = regular ? fs.size(file) : 0;
        if (there.size() < MAX_BAD_FILES && bytesIn(bad) + size <= MAX_BAD_BYTES) {
            fs.rename(file, bad.resolve(String.format(Locale.ROOT, "%016x", random.nextLong())));
        } else {
            fs.delete(file);
        }
    }

    private SpoolDirectory tryAdopt(Path directory) {
        try {
            if (fs.kind(directory) != SpoolFs.Kind.DIRECTORY) {
                return null;
            }
            DirectoryLock lock = DirectoryLock.tryAcquire(fs, directory);
            return lock == null ? null : new SpoolDirectory(fs, directory, lock);
        } catch (IOException e) {
            return null; // It is being removed, or not ours to enter: it is tried again later.
        }
    }

    private long bytesIn(Path directory) {
        long bytes = 0;
        try {
            Set<String> names = new HashSet<>(fs.list(directory, MAX_COUNTED_FILES));
            for (String name : names) {
                Path file = directory.resolve(name);
                bytes += fs.kind(file) == SpoolFs.Kind.FILE ? fs.size(file) : 0;
            }
        } catch (IOException e) {
            return bytes; // A directory that just went.
        }
        return bytes;
    }

    private void createWithParents(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null && fs.kind(parent) == SpoolFs.Kind.MISSING) {
            createWithParents(parent);
        }
        fs.createDirectory(directory);
        if (parent != null) {
            fs.syncDirectory(parent);
        }
    }
}

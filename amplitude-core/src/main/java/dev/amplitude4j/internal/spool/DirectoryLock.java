// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The right to one directory: against this JVM by an entry in a system property, which copies of this class in other class
 * loaders see too, and against other processes by a locked file. The entry comes first and goes last, since to open and close
 * the file a second time in one JVM would give the first owner's lock away. Used on the spool's thread.
 */
final class DirectoryLock implements Closeable {

    /** Holds the directories in use in this JVM, one a line. */
    static final String PROPERTY = "dev.amplitude4j.spool.directories";

    private static final String FILE = "lock";

    private final String entry;
    private final Closeable file;

    private DirectoryLock(String entry, Closeable file) {
        this.entry = entry;
        this.file = file;
    }

    /** Takes a directory, or returns null if it is in use. */
    static DirectoryLock tryAcquire(SpoolFs fs, Path directory) throws IOException {
        String entry = directory.toAbsolutePath().normalize().toString();
        if (!register(entry)) {
            return null;
        }
        Closeable file = null;
        try {
            file = fs.tryLock(file(directory));
        } finally {
            if (file == null) {
                unregister(entry);
            }
        }
        return file == null ? null : new DirectoryLock(entry, file);
    }

    /** The file that is locked; nobody else opens it. */
    static Path file(Path directory) {
        return directory.resolve(FILE);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            unregister(entry);
        }
    }

    private static boolean register(String entry) {
        boolean[] added = new boolean[1];
        change(entries -> added[0] = entries.add(entry));
        return added[0];
    }

    private static void unregister(String entry) {
        change(entries -> entries.remove(entry));
    }

    /** In one step, by the map's own means, since there is no lock that all class loaders share. */
    private static void change(Change change) {
        System.getProperties().compute(PROPERTY, (key, old) -> {
            Set<String> entries = new LinkedHashSet<>();
            if (old != null) {
                entries.addAll(Arrays.asList(old.toString().split("\n")));
            }
            change.apply(entries);
            return entries.isEmpty() ? null : String.join("\n", entries);
        });
    }

    private interface Change {
        void apply(Set<String> entries);
    }
}

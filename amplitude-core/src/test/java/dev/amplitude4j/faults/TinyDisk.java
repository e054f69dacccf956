// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory of a few pages, which somebody else fills up. Needs the rights of root. Used by one thread. */
final class TinyDisk implements AutoCloseable {

    private final Path path;
    private final Path filler;

    private TinyDisk(Path path) {
        this.path = path;
        this.filler = path.resolve("of-somebody-else");
    }

    /** Mounts one of so many bytes there, for its owner alone. */
    static TinyDisk mount(Path path, int bytes) {
        Machine.needsRoot();
        try {
            Files.createDirectory(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Machine.run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + bytes, "tmpfs", path.toString());
        } catch (IllegalStateException e) {
            Machine.needs(false, "the right to mount: " + e.getMessage());
        }
        return new TinyDisk(path);
    }

    Path path() {
        return path;
    }

    /** Takes all the room there is, to the last byte. */
    void fill() {
        byte[] page = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            if (!e.getMessage().contains("No space left")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes so many bytes. */
    void take(int bytes) {
        try {
            Files.write(filler, new byte[bytes]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives back what {@link #fill} took. */
    void free() {
        try {
            Files.delete(filler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets nobody write, or everybody again. */
    void writable(boolean on) {
        Machine.run("mount", "-o", on ? "remount,rw" : "remount,ro", path.toString());
    }

    @Override
    public void close() {
        Machine.run("umount", "--lazy", path.toString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The machine's file system. It writes through {@link RandomAccessFile}, which an interrupt cannot close, unlike a channel.
 */
public final class DiskFs implements SpoolFs {

    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** Whether a directory could be synced once, so that a failure is one. */
    private volatile boolean directoriesSync;

    /** The machine's file system. */
    public DiskFs() {}

    @Override
    public void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, mode(directory, DIRECTORY_MODE));
    }

    @Override
    public Kind kind(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Kind.FILE : attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
        } catch (NoSuchFileException e) {
            return Kind.MISSING;
        }
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .size();
    }

    @Override
    public List<String> list(Path directory, int max) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (names.size() >= max) {
                    break;
                }
                names.add(entry.getFileName().toString());
            }
        }
        return names;
    }

    @Override
    public SpoolFile create(Path file) throws IOException {
        Files.newByteChannel(file, EnumSet.of(CREATE_NEW, WRITE), mode(file, FILE_MODE))
                .close();
        return new DiskFile(file);
    }

    @Override
    public SpoolFile append(Path file) throws IOException {
        Kind kind = kind(file);
        if (kind == Kind.MISSING) {
            return create(file);
        }
        requireFile(file, kind);
        return new DiskFile(file);
    }

    @Override
    public InputStream read(Path file, long offset) throws IOException {
        requireFile(file, kind(file));
        FileChannel channel = FileChannel.open(file, READ, NOFOLLOW_LINKS);
        try {
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
            directoriesSync = true;
        } catch (IOException e) {
            // Some systems always refuse to open or sync a directory; they keep names in their own way.
            if (directoriesSync || kind(directory) != Kind.DIRECTORY) {
                throw e;
            }
        }
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public Closeable tryLock(Path file) throws IOException {
        Kind kind = kind(file);
        if (kind != Kind.MISSING) {
            requireFile(file, kind);
        }
        FileChannel channel = kind == Kind.MISSING
                ? FileChannel.open(file, EnumSet.of(CREATE_NEW, WRITE), mode(file, FILE_MODE))
                : FileChannel.open(file, WRITE, NOFOLLOW_LINKS);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    @Override
    public String objection(Path directory) throws IOException {
        Kind kind = kind(directory);
        if (kind == Kind.OTHER) {
            return "is a link; name the directory itself";
        }
        if (kind != Kind.DIRECTORY) {
            return kind == Kind.MISSING ? "does not exist" : "is not a directory";
        }
        if (!isPosix(directory)) {
            return Files.isWritable(directory) ? null : "cannot be written";
        }
        PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class, NOFOLLOW_LINKS);
        if (!Collections.disjoint(attributes.permissions(), WRITABLE_BY_OTHERS)) {
            return "can be written by others; chmod it to 0700";
        }
        return attributes.owner().equals(self(directory)) ? null : "belongs to another user";
    }

    /** Whose files we make there. */
    private static UserPrincipal self(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "probe", null, mode(directory, FILE_MODE));
        try {
            return Files.getOwner(probe, NOFOLLOW_LINKS);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static void requireFile(Path file, Kind kind) throws IOException {
        if (kind == Kind.MISSING) {
            throw new NoSuchFileException(file.toString());
        }
        if (kind != Kind.FILE) {
            throw new IOException(file.getFileName() + " is not a regular file");
        }
    }

    private static FileAttribute<?>[] mode(Path path, Set<PosixFilePermission> mode) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static final class DiskFile implements SpoolFile {
        private final RandomAccessFile file;
        private final FileDescriptor descriptor;

        DiskFile(Path path) throws IOException {
            file = new RandomAccessFile(path.toFile(), "rw");
            descriptor = file.getFD();
            file.seek(file.length());
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(bytes, offset, length);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
            file.seek(length);
        }

        @Override
        public void sync() throws IOException {
            descriptor.sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file system in memory that counts its operations, fails at a chosen one, and can lose its power: what was not synced is
 * then gone, or there in part.
 */
public final class MemoryFs implements SpoolFs {

    private final Map<Path, Inode> names = new TreeMap<>();
    private final Map<Path, Inode> durableNames = new TreeMap<>();
    private final List<NameChange> pendingNames = new ArrayList<>();
    private final Set<Path> locked = new HashSet<>();
    int operations;
    long usableBytes = Long.MAX_VALUE;
    long capacityBytes = Long.MAX_VALUE;
    Fault fault = Fault.NONE;
    int faultAt = -1;
    private boolean dead;
    private double errorRate;
    private Random errors;

    enum Fault {
        NONE,
        ERROR,
        PARTIAL_WRITE,
        CRASH
    }

    /** The process is dead; nothing of ours may catch it. */
    static final class Crash extends Error {
        Crash() {
            super("crash");
        }
    }

    /** A disk with that directory and those above it. */
    public MemoryFs(Path root) {
        Inode directory = new Inode(Kind.DIRECTORY);
        for (Path at = root; at != null; at = at.getParent()) {
            names.put(at, directory);
            durableNames.put(at, directory);
        }
    }

    private static final class Inode {
        final Kind kind;
        byte[] data = new byte[0];
        byte[] durable = new byte[0];
        final List<DataChange> pending = new ArrayList<>();

        Inode(Kind kind) {
            this.kind = kind;
        }
    }

    private interface DataChange {
        byte[] applyTo(byte[] data);
    }

    private record NameChange(Path directory, Path remove, Path put, Inode inode) {
        void applyTo(Map<Path, Inode> map) {
            if (remove != null) {
                map.remove(remove);
            }
            if (put != null) {
                map.put(put, inode);
            }
        }
    }

    /** What is there after power came back: all that was synced, and of the rest each change by chance. */
    MemoryFs afterPowerLoss(Random random, double survival) {
        MemoryFs after = new MemoryFs(names.keySet().iterator().next());
        after.durableNames.putAll(durableNames);
        for (NameChange change : pendingNames) {
            if (random.nextDouble() < survival) {
                change.applyTo(after.durableNames);
            }
        }
        after.names.putAll(after.durableNames);
        for (Inode inode : new HashSet<>(after.names.values())) {
            byte[] data = inode.durable;
            for (DataChange change : inode.pending) {
                if (random.nextDouble() < survival) {
                    data = change.applyTo(data);
                }
            }
            inode.data = data;
            inode.durable = data;
            inode.pending.clear();
        }
        return after;
    }

    /** From now on, that share of the operations fails, some with an {@link Error}. */
    public void failing(double rate, Random random) {
        errorRate = rate;
        errors = random;
    }

    /** The process that held directories below that is dead. */
    public static void forgetLocks(Path root) {
        System.getProperties().computeIfPresent(DirectoryLock.PROPERTY, (key, value) -> {
            List<String> left = new ArrayList<>(List.of(value.toString().split("\n", -1)));
            left.removeIf(entry -> Path.of(entry).startsWith(root));
            return left.isEmpty() ? null : String.join("\n", left);
        });
    }

    /** What is there after the process was killed: all that was written. */
    public MemoryFs afterKill() {
        locked.clear();
        dead = false;
        fault = Fault.NONE;
        return this;
    }

    /** Whether the process died, by whichever of its threads. */
    boolean isDead() {
        return dead;
    }

    /** Every file and what is in it. */
    public Map<Path, byte[]> files() {
        Map<Path, byte[]> files = new TreeMap<>();
        names.forEach((path, inode) -> {
            if (inode.kind == Kind.FILE) {
                files.put(path, inode.data);
            }
        });
        return files;
    }

    long totalBytes() {
        return files().values().stream().mapToLong(data -> data.length).sum();
    }

    void put(Path path, byte[] data) {
        Inode inode = new Inode(Kind.FILE);
        inode.data = data;
        inode.durable = data;
        names.put(path, inode);
        durableNames.put(path, inode);
    }

    void putSpecial(Path path, Kind kind) {
        names.put(path, new Inode(kind));
    }

    void removeTree(Path path) {
        names.keySet().removeIf(each -> each.startsWith(path));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        step();
        change(new NameChange(directory.getParent(), null, requireFree(directory), new Inode(Kind.DIRECTORY)));
    }

    @Override
    public Kind kind(Path path) throws IOException {
        step();
        Inode inode = names.get(path);
        return inode == null ? Kind.MISSING : inode.kind;
    }

    @Override
    public long size(Path file) throws IOException {
        step();
        return require(file).data.length;
    }

    @Override
    public List<String> list(Path directory, int max) throws IOException {
        step();
        require(directory);
        List<String> list = new ArrayList<>();
        for (Path path : names.keySet()) {
            if (directory.equals(path.getParent()) && list.size() < max) {
                list.add(path.getFileName().toString());
            }
        }
        return list;
    }

    @Override
    public SpoolFile create(Path file) throws IOException {
        step();
        Inode inode = new Inode(Kind.FILE);
        require(file.getParent());
        change(new NameChange(file.getParent(), null, requireFree(file), inode));
        return new OpenFile(inode);
    }

    @Override
    public SpoolFile append(Path file) throws IOException {
        return names.containsKey(file) ? open(file) : create(file);
    }

    private SpoolFile open(Path file) throws IOException {
        step();
        return new OpenFile(requireFile(file));
    }

    @Override
    public InputStream read(Path file, long offset) throws IOException {
        step();
        byte[] data = requireFile(file).data;
        return new ByteArrayInputStream(data, (int) offset, data.length - (int) offset);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        change(new NameChange(from.getParent(), from, to, require(from)));
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        Inode inode = require(path);
        if (inode.kind == Kind.DIRECTORY && names.keySet().stream().anyMatch(each -> path.equals(each.getParent()))) {
            throw new IOException("not empty");
        }
        change(new NameChange(path.getParent(), path, null, null));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        step();
        for (NameChange change : List.copyOf(pendingNames)) {
            if (change.directory.equals(directory)) {
                change.applyTo(durableNames);
                pendingNames.remove(change);
            }
        }
    }

    @Override
    public long usableBytes(Path directory) throws IOException {
        step();
        return usableBytes;
    }

    @Override
    public Closeable tryLock(Path file) throws IOException {
        step();
        require(file.getParent());
        if (!names.containsKey(file)) {
            change(new NameChange(file.getParent(), null, file, new Inode(Kind.FILE)));
        }
        if (!locked.add(file)) {
            return null;
        }
        return () -> locked.remove(file);
    }

    @Override
    public String objection(Path directory) throws IOException {
        step();
        return require(directory).kind == Kind.DIRECTORY ? null : "is not a directory";
    }

    private void change(NameChange change) {
        change.applyTo(names);
        pendingNames.add(change);
    }

    private Path requireFree(Path path) throws IOException {
        if (names.containsKey(path)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return path;
    }

    private Inode require(Path path) throws IOException {
        Inode inode = names.get(path);
        if (inode == null) {
            throw new NoSuchFileException(path.toString());
        }
        return inode;
    }

    private Inode requireFile(Path path) throws IOException {
        Inode inode = require(path);
        if (inode.kind != Kind.FILE) {
            throw new AssertionError("opened " + path + ", which is no file");
        }
        return inode;
    }

    private boolean step() throws IOException {
        if (dead) {
            throw new Crash();
        }
        if (errorRate > 0 && errors.nextDouble() < errorRate) {
            if (errors.nextInt(5) == 0) {
                throw new StackOverflowError();
            }
            throw new IOException("Input/output error");
        }
        if (operations++ != faultAt) {
            return false;
        }
        if (fault == Fault.CRASH) {
            dead = true;
            throw new Crash();
        }
        if (fault == Fault.ERROR) {
            throw new IOException("Input/output error");
        }
        return fault == Fault.PARTIAL_WRITE;
    }

    private final class OpenFile implements SpoolFile {
        private final Inode inode;

        OpenFile(Inode inode) {
            this.inode = inode;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            boolean partial;
            try {
                partial = step();
            } catch (Crash e) {
                put(bytes, offset, length / 2);
                throw e;
            }
            long room = capacityBytes == Long.MAX_VALUE ? capacityBytes : capacityBytes - totalBytes();
            if (partial || room < length) {
                put(bytes, offset, (int) Math.min(length / 2, room));
                throw new IOException("No space left on device");
            }
            put(bytes, offset, length);
        }

        private void put(byte[] bytes, int offset, int length) {
            byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
            int at = inode.data.length;
            DataChange change = data -> {
                byte[] longer = Arrays.copyOf(data, Math.max(data.length, at + written.length));
                System.arraycopy(written, 0, longer, at, written.length);
                return longer;
            };
            inode.data = change.applyTo(inode.data);
            inode.pending.add(change);
        }

        @Override
        public void truncate(long length) throws IOException {
            step();
            DataChange change = data -> Arrays.copyOf(data, (int) length);
            inode.data = change.applyTo(inode.data);
            inode.pending.add(change);
        }

        @Override
        public void sync() throws IOException {
            step();
            inode.durable = inode.data;
            inode.pending.clear();
        }

        @Override
        public void close() throws IOException {
            step();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.lifecycle.SyncThread;
import dev.amplitude4j.internal.spool.DiskFs;
import dev.amplitude4j.internal.spool.Spool;
import dev.amplitude4j.internal.spool.SpoolLimits;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One event of 390 bytes on its way to disk, in groups of 64 KiB, with an fsync every 100 ms that nobody waits for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpoolAppendBenchmark {

    private static final int LINES = 160;
    private static final int EVENT_BYTES = 390;
    private static final int LINE_BYTES = Spool.PREFIX_BYTES + EVENT_BYTES + 1;
    private static final int GROUPS_UNTIL_KEPT_UP = 16;
    private static final long MAX_BYTES = 256L * 1024 * 1024;
    private static final int SEGMENT_BYTES = 900_000;
    private static final long SYNC_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final byte[] group = new byte[LINES * LINE_BYTES];
    private final int[] ends = new int[LINES];
    private int groups;
    private Path folder;
    private Spool spool;
    private SyncThread syncs;
    private FileChannel file;
    private long syncedNanos;

    /** Fills the group and opens both files. */
    @Setup
    public void open() throws IOException {
        Arrays.fill(group, (byte) 'x');
        for (int i = 0; i < LINES; i++) {
            ends[i] = (i + 1) * LINE_BYTES;
            group[ends[i] - 1] = '\n';
        }
        folder = Files.createTempDirectory("spool");
        syncs = new SyncThread();
        spool = new Spool(
                new DiskFs(),
                folder.resolve("spool"),
                "0123456789abcdef",
                new SpoolLimits(MAX_BYTES, 0, SEGMENT_BYTES, SYNC_NANOS),
                Clock.SYSTEM,
                new Random(),
                (reason, message) -> {},
                syncs);
        file = FileChannel.open(folder.resolve("plain"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Ours: signed, in segments that are removed once their events are done with. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public long spool() {
        long place = spool.append(group, group.length, ends, LINES);
        while (place == Spool.NOWHERE) { // Full until files that are done with are gone.
            spool.keepUp();
            place = spool.append(group, group.length, ends, LINES);
        }
        for (int i = 0; i < LINES; i++) {
            spool.done(place + i);
        }
        if (++groups % GROUPS_UNTIL_KEPT_UP == 0) {
            spool.keepUp();
        }
        return place;
    }

    /** The floor: the same bytes into a file that begins anew where ours is full. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public int plainFile() throws IOException {
        if (file.position() > MAX_BYTES) {
            file.position(0);
        }
        long now = System.nanoTime();
        if (now - syncedNanos > SYNC_NANOS) {
            syncedNanos = now;
            syncs.execute(this::force);
        }
        return file.write(ByteBuffer.wrap(group));
    }

    private void force() {
        try {
            file.force(false);
        } catch (ClosedChannelException e) {
            // The benchmark has ended before its last sync.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends both and deletes the files. */
    @TearDown
    public void close() throws IOException {
        spool.close();
        syncs.close();
        file.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}

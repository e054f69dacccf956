// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.spool.Spool;
import dev.amplitude4j.internal.spool.SpoolFs;
import dev.amplitude4j.internal.spool.SpoolLimits;
import dev.amplitude4j.internal.spool.Syncer;
import dev.amplitude4j.internal.upload.Expiry;
import dev.amplitude4j.internal.upload.UploadLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where the lives of a virtual client keep their events, and how much. */
final class Spooling {

    static final String PROJECT = "fedcba9876543210";

    final SpoolFs fs;
    final Path root;
    final List<String> problems = new ArrayList<>();
    int memoryBytes = 16 << 20;
    long maxBytes = 256L << 20;
    long syncIntervalNanos = Duration.ofSeconds(1).toNanos();
    Syncer syncer = Syncer.SAME_THREAD;
    Duration wallClockAhead = Duration.ZERO;
    UploadLimits.Builder limits;

    Spooling(SpoolFs fs, Path root) {
        this.fs = fs;
        this.root = root;
        memory(memoryBytes);
    }

    /** A client that holds so much in memory. */
    Spooling memory(int bytes) {
        memoryBytes = bytes;
        limits = UploadLimits.builder(1_000, 900_000)
                .memory(bytes, 2L * segmentBytes())
                .maxPausedBytes(bytes / 4);
        return this;
    }

    Spooling maxBytes(long bytes) {
        maxBytes = bytes;
        return this;
    }

    Spooling dropping() {
        limits.expiry(new Expiry(true));
        return this;
    }

    Spooling later(Duration time) {
        wallClockAhead = time;
        return this;
    }

    long budgetBytes() {
        return memoryBytes - 2L * segmentBytes();
    }

    Spool open(Clock clock, long seed) {
        SpoolLimits numbers = new SpoolLimits(maxBytes, 0, segmentBytes(), syncIntervalNanos);
        return new Spool(
                fs,
                root,
                PROJECT,
                numbers,
                clock,
                new Random(seed),
                (reason, message) -> problems.add(message),
                syncer);
    }

    private int segmentBytes() {
        return Math.min(900_000, memoryBytes / 8);
    }
}

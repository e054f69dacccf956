// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Says whether there is room for more: below the bound on all files, and above the space that is left to others on the volume.
 * Used on the spool's thread.
 */
final class SpoolBounds {

    private final SpoolFs fs;
    private final Path root;
    private final SpoolLimits limits;
    private final Clock clock;
    private boolean checked;
    private long checkedNanos;
    private long freeBytes;

    SpoolBounds(SpoolFs fs, Path root, SpoolLimits limits, Clock clock) {
        this.fs = fs;
        this.root = root;
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether so many bytes may be added to those that there are. */
    boolean allow(int more, long bytes) {
        return bytes + more <= limits.maxEventBytes() && freeBytes() - more >= limits.minFreeBytes;
    }

    /** So many bytes were added: the volume is asked again only once a second. */
    void spent(int more) {
        freeBytes -= more;
    }

    private long freeBytes() {
        long now = clock.nanoTime();
        if (!checked || now - checkedNanos >= SpoolLimits.CHECK_NANOS) {
            checked = true;
            checkedNanos = now;
            try {
                freeBytes = fs.usableBytes(root);
            } catch (IOException e) {
                freeBytes = Long.MAX_VALUE; // A system that cannot say: the disk itself will.
            }
        }
        return freeBytes;
    }
}

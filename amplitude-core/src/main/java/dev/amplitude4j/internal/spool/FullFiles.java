// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Files to which nothing is appended any more: each is closed and gets its last name once it is durable, and keeps its first one if
 * it cannot be. Used on the spool's thread.
 */
final class FullFiles {

    /** So many may wait at a time, each with a descriptor. */
    private static final int MAX_WAITING = 2;

    private final SpoolFs fs;
    private final Segments segments;
    private final Syncs syncs;
    private final boolean durably;
    private final BiConsumer<String, Throwable> onFailure;
    private final List<SegmentWriter> waiting = new ArrayList<>();

    /** No files; {@code durably} if they wait for the medium at all. */
    FullFiles(SpoolFs fs, Segments segments, Syncs syncs, boolean durably, BiConsumer<String, Throwable> onFailure) {
        this.fs = fs;
        this.segments = segments;
        this.syncs = syncs;
        this.durably = durably;
        this.onFailure = onFailure;
    }

    void add(SegmentWriter file) {
        waiting.add(file);
    }

    /** Whether there are so many that there should be no more. */
    boolean isCrowded() {
        return waiting.size() >= MAX_WAITING;
    }

    /** Those that wait. */
    List<SegmentWriter> files() {
        return waiting;
    }

    /** Takes the outcomes of syncs, and finishes the files that wait for none. */
    void proceed() {
        do {
            for (SegmentWriter each : new ArrayList<>(waiting)) {
                if (each.isSyncing()) {
                    continue;
                }
                if (durably && !each.isSynced() && !isOfNoUse(each)) {
                    syncs.begin(each);
                } else {
                    finish(each);
                }
            }
        } while (syncs.conclude());
    }

    private boolean isOfNoUse(SegmentWriter file) {
        return file.segment().isUntrusted() || segments.isSettled(file.segment());
    }

    private void finish(SegmentWriter file) {
        waiting.remove(file);
        file.closeQuietly();
        try {
            if (!file.isAbandoned() && !isOfNoUse(file)) {
                file.rename();
                nameDurably(file.segment().home);
            }
        } catch (IOException e) {
            // It keeps its first name, by which it is found as well.
            onFailure.accept("cannot rename", e);
        } finally {
            segments.complete(file.segment());
        }
    }

    /** Nobody waits for that: a file that a loss of power gives its first name back is found by it. */
    private void nameDurably(SpoolDirectory directory) {
        if (durably) {
            syncs.inBackground(() -> fs.syncDirectory(directory.path()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Makes files durable by way of a {@link Syncer}, and learns the outcomes on the spool's thread, which calls everything here.
 * Of one file there is one sync at a time.
 */
final class Syncs {

    private final Syncer syncer;
    private final BiConsumer<SegmentWriter, Throwable> onFailure;
    private final List<Sync> underWay = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    private volatile Runnable wakeUp = () -> {};

    /** Syncs by way of {@code syncer}; {@code onFailure} is told, on the spool's thread, of a file that cannot be trusted. */
    Syncs(Syncer syncer, BiConsumer<SegmentWriter, Throwable> onFailure) {
        this.syncer = syncer;
        this.onFailure = onFailure;
    }

    /** What to run, on any thread, when there is an outcome to {@link #conclude}. */
    void wakeBy(Runnable wakingUp) {
        wakeUp = wakingUp;
    }

    /** Begins to make durable what a file holds now, unless that is under way. */
    void begin(SegmentWriter writer) {
        if (!writer.isSyncing()) {
            Sync sync = new Sync(writer, writer.segment().lines());
            underWay.add(sync);
            writer.beginSync();
            syncer.execute(sync);
        }
    }

    /** Completes when all that those files hold now is durable; with false if that failed for one. */
    CompletableFuture<Boolean> durable(Collection<SegmentWriter> writers) {
        Wait wait = new Wait();
        for (SegmentWriter writer : writers) {
            if (!writer.isSynced() && !writer.segment().isUntrusted()) {
                wait.missing.put(writer, writer.segment().lines());
            }
        }
        new ArrayList<>(wait.missing.keySet()).forEach(this::begin);
        if (!wait.completeIfDone()) {
            waits.add(wait);
        }
        return wait.done;
    }

    /** Takes the outcomes there are; whether there were any. */
    boolean conclude() {
        boolean any = false;
        for (Sync sync : new ArrayList<>(underWay)) {
            if (sync.over) {
                any = true;
                underWay.remove(sync);
                conclude(sync);
            }
        }
        return any;
    }

    /** Has something made durable without telling whether that went well. */
    void inBackground(Forcing forcing) {
        syncer.execute(() -> {
            try {
                forcing.force();
            } catch (IOException | RuntimeException | Error e) {
                // Who needs to know does not ask this way.
            }
        });
    }

    /** Waits for no outcome any more. */
    void close() {
        syncer.close();
    }

    /** Makes something durable. */
    interface Forcing {
        void force() throws IOException;
    }

    private void conclude(Sync sync) {
        boolean failed = sync.failure != null;
        sync.writer.endSync(failed ? 0 : sync.lines);
        boolean wanted = false;
        for (Iterator<Wait> all = waits.iterator(); all.hasNext(); ) {
            Wait wait = all.next();
            wait.learn(sync.writer, failed);
            wanted |= wait.missing.containsKey(sync.writer);
            if (wait.completeIfDone()) {
                all.remove();
            }
        }
        if (failed) {
            onFailure.accept(sync.writer, sync.failure);
        } else if (wanted) {
            begin(sync.writer);
        }
    }

    /** One file being made durable. Runs on the syncer's thread. */
    private final class Sync implements Runnable {
        private final SegmentWriter writer;
        private final int lines;
        private Throwable failure;
        private volatile boolean over;

        Sync(SegmentWriter writer, int lines) {
            this.writer = writer;
            this.lines = lines;
        }

        @Override
        public void run() {
            try {
                writer.force();
            } catch (Throwable e) {
                failure = e;
            } finally {
                over = true;
            }
            wakeUp.run();
        }
    }

    /** Somebody waits until so many lines of some files are durable. */
    private static final class Wait {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();
        private final Map<SegmentWriter, Integer> missing = new HashMap<>();
        private boolean failed;

        void learn(SegmentWriter writer, boolean syncFailed) {
            Integer lines = missing.get(writer);
            if (lines != null && (syncFailed || writer.syncedLines() >= lines)) {
                missing.remove(writer);
                failed |= syncFailed;
            }
        }

        boolean completeIfDone() {
            if (missing.isEmpty()) {
                done.complete(!failed);
            }
            return missing.isEmpty();
        }
    }
}

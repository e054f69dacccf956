// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.batch.LineGroup;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.internal.spool.Recovered;
import dev.amplitude4j.internal.spool.Spool;
import dev.amplitude4j.result.DropReason;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has every event copied to disk soon after it was accepted, whatever becomes of it in memory, and tells the spool when it is
 * needed no longer. {@link #write} is called on the spool's thread, the rest on the dispatch thread.
 */
public final class WriteAhead implements Disk {

    /** So much is written at once. */
    private static final int GROUP_BYTES = 64 * 1024;

    /** In place of places: whatever comes next. */
    private static final long[] NEXT = new long[0];

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Spool spool;
    private final Clock clock;
    private final LineGroup group = new LineGroup(Spool.PREFIX_BYTES, GROUP_BYTES);
    private final Queue<Batch> rewrites = new ConcurrentLinkedQueue<>();
    private final Runnable wakeUp;
    private final AtomicReference<long[]> requested = new AtomicReference<>();
    private final AtomicBoolean awaited = new AtomicBoolean();
    private volatile EventQueue queue;
    private volatile long wroteNanos;
    private boolean written;
    private int distrusts;

    /** Writes to that spool; {@code wakeUp} wakes its thread. */
    public WriteAhead(Spool spool, Clock clock, Runnable wakeUp) {
        this.spool = spool;
        this.clock = clock;
        this.wakeUp = wakeUp;
        this.wroteNanos = clock.nanoTime();
    }

    /** Says whose events are written; before anything else is called. */
    public void serve(EventQueue events) {
        queue = events;
    }

    /** Where the events are that were asked for since the last question, empty for those whose turn it is; null if none were. */
    public long[] takeRequest() {
        return requested.getAndSet(null);
    }

    /** Whether something was written that somebody waits for. */
    public boolean takeAwaited() {
        boolean wrote = written;
        written = false;
        return wrote && awaited.getAndSet(false);
    }

    /** Writes whatever is not on disk yet; false if the disk refuses. */
    public boolean write() {
        boolean all = false;
        while (!all) {
            group.clear();
            all = queue.copyUnplaced(group);
            all &= copyRewrites();
            if (group.lines() > 0 && !append()) {
                return false;
            }
            wroteNanos = clock.nanoTime();
        }
        return true;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public boolean isKeepingUp() {
        return spool.state() == Spool.State.WORKING && clock.nanoTime() - wroteNanos < PATIENCE_NANOS;
    }

    @Override
    public void freed(List<Batch> freed, List<Batch> copies) {
        Set<Long> kept = new HashSet<>();
        for (Batch copy : copies) {
            for (int i = 0; i < copy.count(); i++) {
                kept.add(Math.abs(copy.place(i)));
            }
            if (!copy.isGone() && !copy.isPlaced()) {
                rewrites.add(copy);
            }
        }
        for (Batch batch : freed) {
            for (int i = 0; i < batch.count(); i++) {
                long place = Math.abs(batch.place(i));
                if (place != Spool.NOWHERE && !kept.contains(place)) {
                    spool.done(place);
                }
            }
        }
        wakeUp.run();
    }

    @Override
    public void store(Batch batch) {
        for (int i = 0; i < batch.count(); i++) {
            long place = batch.place(i);
            if (place != Spool.NOWHERE) {
                spool.store(Math.abs(place), batch.generation());
            }
        }
    }

    @Override
    public void spill(Batch batch) {
        for (int i = 0; i < batch.count(); i++) {
            spool.spill(batch.place(i), batch.generation());
        }
    }

    @Override
    public void doubt(Batch batch) {
        for (int i = 0; i < batch.count(); i++) {
            long place = Math.abs(batch.place(i));
            if (place != Spool.NOWHERE) {
                spool.doubt(place, 1, batch.doubtfulSinceNanos());
            }
        }
    }

    @Override
    public void request() {
        request(NEXT);
    }

    @Override
    public void request(long[] places) {
        requested.set(places);
        wakeUp.run();
    }

    @Override
    public void awaitWriting() {
        if (awaited.compareAndSet(false, true)) {
            wakeUp.run();
        }
    }

    @Override
    public boolean takeDistrust() {
        int now = spool.distrusts();
        boolean more = now != distrusts;
        distrusts = now;
        return more;
    }

    @Override
    public DropReason lossReason() {
        return spool.state() == Spool.State.FULL ? DropReason.SPOOL_FULL : DropReason.SPOOL_IO;
    }

    @Override
    public void admit(Recovered recovered) {
        spool.admit(recovered, Ledger.RECOVERED);
    }

    @Override
    public void done(long place) {
        spool.done(place);
    }

    @Override
    public void take(LoadedLines loaded) {
        spool.take(loaded);
    }

    @Override
    public void rewriteDistrusted(List<Batch> batches) {
        for (Batch batch : batches) {
            BitSet distrusted = new BitSet();
            for (int i = 0; i < batch.count(); i++) {
                long place = batch.place(i);
                distrusted.set(i, place > 0 && !spool.isTrusted(place));
            }
            distrusted.stream().forEach(batch::displace);
            if (!distrusted.isEmpty()) {
                rewrites.add(batch);
            }
        }
    }

    @Override
    public long stored() {
        return spool.stored();
    }

    @Override
    public long storedOwn() {
        return spool.storedOwn();
    }

    @Override
    public long spilled() {
        return spool.spilled();
    }

    private boolean copyRewrites() {
        rewrites.removeIf(batch -> batch.isGone() || batch.isPlaced());
        for (Batch batch : rewrites) {
            if (!batch.copyUnplaced(group)) {
                return false;
            }
        }
        return true;
    }

    private boolean append() {
        long first = spool.append(group.bytes(), group.length(), group.ends(), group.lines());
        if (first == Spool.NOWHERE) {
            return false;
        }
        written = true;
        for (LineGroup.Run run : group.runs()) {
            long place = first + run.line();
            long sinceNanos = run.batch().doubtfulSinceNanos();
            if (sinceNanos != Batch.CERTAIN) {
                spool.doubt(place, run.count(), sinceNanos);
            }
            run.place(place, spool::done);
        }
        return true;
    }
}

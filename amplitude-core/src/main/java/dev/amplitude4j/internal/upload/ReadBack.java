// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.EventQueue;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.result.DropReason;

/**
 * Asks for events that are on disk alone and puts them where they belong: those that overflowed, and those that were spilled, in
 * turn and one request at a time, since room is kept for one. Owned by the dispatch thread.
 */
final class ReadBack {

    private final Moves moves;
    private final Settler settler;
    private final Backlog backlog;
    private final Disk disk;
    private final Overflow overflow;
    private final Spill spill;
    private boolean spilledFirst;

    ReadBack(Moves moves, Settler settler, Backlog backlog, Disk disk, Overflow overflow, Spill spill) {
        this.moves = moves;
        this.settler = settler;
        this.backlog = backlog;
        this.disk = disk;
        this.overflow = overflow;
        this.spill = spill;
    }

    /** Asks if there is room and some are wanted; {@code idle} if nothing is under way. */
    void ask(boolean idle, long nowNanos) {
        if (overflow.isAwaiting() || spill.isAwaiting()) {
            return;
        }
        if (spilledFirst && spill.ask(nowNanos)) {
            spilledFirst = false;
        } else if (overflow.wantsMore(idle && backlog.isIdle())) {
            moves.plan(overflow::asked);
            moves.plan(disk::request);
            moves.make();
            spilledFirst = true;
        } else {
            spill.ask(nowNanos);
        }
    }

    /** Takes events that were asked for; null if there are none after all. */
    void take(LoadedLines loaded, EventQueue queue) {
        boolean spilled = loaded != null && loaded.isSpilled();
        if (spilled ? !spill.isAwaiting() : !overflow.isAwaiting()) {
            return; // They were taken by the recovery after a failure, or missed.
        }
        if (loaded != null) {
            moves.plan(() -> disk.take(loaded));
            planReturn(loaded, queue);
            DropReason reason = loaded.isFileMissing() ? DropReason.SPOOL_IO : DropReason.SPOOL_CORRUPT;
            loaded.lostByGeneration().forEach((number, events) -> settler.planLoss(number, reason, events));
        }
        if (!spilled) {
            moves.plan(overflow::answered);
        }
        moves.make();
    }

    /** Waits no longer for what was asked for. Takes no memory, since lack of it may be why. */
    void miss() {
        overflow.answered();
        spill.miss();
    }

    private void planReturn(LoadedLines loaded, EventQueue queue) {
        if (loaded.isSpilled()) {
            spill.planReturn(loaded, queue);
            return;
        }
        backlog.planReturn(loaded, queue).forEach(index -> {
            settler.planLoss(loaded.generation(index), DropReason.SPOOL_CORRUPT, 1);
            moves.plan(() -> disk.done(loaded.place(index)));
        });
    }
}

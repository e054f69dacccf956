// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.internal.spool.Syncer;
import java.util.concurrent.ThreadPoolExecutor;

/** Waits until what was written is on the medium, in place of the spool's thread; exists while there is something to wait for. */
public final class SyncThread implements Syncer {

    private static final int IDLE_SECONDS = 5;
    private static final int MAX_WAITING = 1_000;

    private final ThreadPoolExecutor executor = AmplitudeThread.executor("amplitude-sync", IDLE_SECONDS, MAX_WAITING);

    /** One that is not started. */
    public SyncThread() {}

    /** Where no thread is to be had, the one that asks has to wait after all. */
    @Override
    public void execute(Runnable sync) {
        try {
            executor.execute(sync);
        } catch (RuntimeException | Error e) {
            sync.run();
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.concurrent.Executor;

/** Where the spool waits for the medium, so that its own thread need not: a sync may take seconds, a write must not. */
public interface Syncer extends Executor {

    /** No other thread: whoever asks waits. */
    Syncer SAME_THREAD = new Syncer() {
        @Override
        public void execute(Runnable sync) {
            sync.run();
        }

        @Override
        public void close() {}
    };

    /** What was handed over is still done, then the thread ends. */
    void close();
}

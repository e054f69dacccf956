// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * The threads that one client starts, told from those of others in the same JVM by their thread group, which threads inherit
 * from those that start them.
 */
public final class OwnThreads {

    private final ThreadGroup group = new ThreadGroup("own");

    /** Without any threads. */
    public OwnThreads() {}

    /** Runs something on a thread of the group, and gives back its value. */
    public <T> T call(Callable<T> work) {
        CompletableFuture<T> value = new CompletableFuture<>();
        thread(() -> {
                    try {
                        value.complete(work.call());
                    } catch (Exception | Error e) {
                        value.completeExceptionally(e);
                    }
                })
                .start();
        return value.join();
    }

    /** A thread of the group that is not started yet. */
    public Thread thread(Runnable work) {
        return new Thread(group, work);
    }

    /** The names of the living threads of ours. */
    public List<String> names() {
        Thread[] threads = new Thread[2 * group.activeCount() + 10];
        int count = group.enumerate(threads, true);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith("amplitude-")) {
                names.add(threads[i].getName());
            }
        }
        return names;
    }
}

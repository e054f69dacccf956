// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What other threads want done on a thread of ours. Any thread adds, one runs; a task that fails is tried again. */
final class TaskQueue {

    static final int MAX_FAILURES = 3;

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

    /** Something to do; equal to itself only. */
    private static final class Task {
        final Runnable work;
        int failures;

        Task(Runnable work) {
            this.work = work;
        }
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    void add(Runnable work) {
        tasks.add(new Task(work));
    }

    /** Runs all there are. A failure escapes; the task comes again, unless it failed three times. */
    void runAll() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.work.run();
            } catch (Throwable e) {
                if (++task.failures < MAX_FAILURES) {
                    tasks.add(task);
                }
                throw e;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A daemon thread of ours. Its type is the mark by which events are refused that our own work, or a library working for us,
 * logs. It holds no context class loader, so that it keeps no application alive.
 */
public final class AmplitudeThread extends Thread {

    /** A thread that is not started yet. */
    public AmplitudeThread(Runnable work, String name) {
        super(null, work, name);
        setDaemon(true);
        setContextClassLoader(null);
    }

    /** Makes threads called {@code name-1}, {@code name-2} and so on. */
    public static ThreadFactory factory(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> new AmplitudeThread(work, name + "-" + number.incrementAndGet());
    }

    /** One thread, which exists while there is something to do and so many seconds longer; so much may wait for it. */
    public static ThreadPoolExecutor executor(String name, int idleSeconds, int maxWaiting) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, idleSeconds, TimeUnit.SECONDS, new LinkedBlockingQueue<>(maxWaiting), factory(name));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}

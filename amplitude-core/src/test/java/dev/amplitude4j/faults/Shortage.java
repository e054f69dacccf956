// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the host of a client uses up until nothing is left: descriptors, threads, heap. Used by the thread of the victim. */
final class Shortage {

    private static final int MAX_FILES = 100_000;
    private static final int MAX_THREADS = 100_000;
    private static final long TAKE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int[] SIZES = {1 << 20, 1 << 14, 1 << 8};

    private final List<FileInputStream> files = new ArrayList<>(1_000);
    private volatile boolean descriptorsTaken;
    private CountDownLatch threadsEnd = new CountDownLatch(1);

    /** Opens files until there is no descriptor left; returns how many. What gets free meanwhile is taken as well. */
    int ofDescriptors() {
        descriptorsTaken = true;
        int opened = openAll();
        Thread taker = new Thread(this::takeWhatGetsFree, "shortage-descriptors");
        taker.setDaemon(true);
        taker.start();
        return opened;
    }

    private void takeWhatGetsFree() {
        while (descriptorsTaken) {
            openAll();
            LockSupport.parkNanos(TAKE_NANOS);
        }
    }

    private synchronized int openAll() {
        try {
            while (descriptorsTaken && files.size() < MAX_FILES) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return files.size();
        }
        return files.size();
    }

    /** Starts threads until the system has none left; returns how many. */
    int ofThreads() {
        threadsEnd = new CountDownLatch(1);
        CountDownLatch end = threadsEnd;
        int started = 0;
        try {
            for (; started < MAX_THREADS; started++) {
                Thread thread = new Thread(null, () -> awaitQuietly(end), "shortage-" + started, 64 << 10);
                thread.setDaemon(true);
                thread.start();
            }
        } catch (OutOfMemoryError e) {
            return started;
        }
        return started;
    }

    /** Fills the heap again and again for so long; returns how often there was nothing left. */
    static int ofHeap(long millis) {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        int full = 0;
        while (System.nanoTime() - endNanos < 0) {
            Object[] chain = null;
            int size = 0;
            while (size < SIZES.length) {
                try {
                    chain = new Object[] {chain, new byte[SIZES[size]]};
                } catch (OutOfMemoryError e) {
                    size++;
                }
            }
            full += chain == null ? 0 : 1;
        }
        return full;
    }

    /** Gives files and threads back. */
    synchronized void end() throws IOException {
        descriptorsTaken = false;
        threadsEnd.countDown();
        for (FileInputStream file : files) {
            file.close();
        }
        files.clear();
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

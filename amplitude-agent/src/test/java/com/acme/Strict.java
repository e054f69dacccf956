// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An application that ends at exceptions which nobody catches, and whose standard error makes one of everything. */
public final class Strict {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Strict() {}

    /** Its argument is the path of the agent's status file. */
    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            System.out.println("uncaught " + e + " in " + thread.getName());
            Runtime.getRuntime().halt(3);
        });
        System.setErr(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void print(Object text) {
                throw new IllegalStateException("nobody may print");
            }
        });
        Shop shop = new Shop();
        for (int i = 1; i <= 2; i++) {
            shop.place(new Shop.Order("customer-" + i, "1"));
            System.out.println("said " + isSaid(new File(args[0]).toPath(), "events=" + i));
        }
        Thread agent = agent();
        agent.interrupt();
        System.out.println("calm " + isCalm(agent));
    }

    private static boolean isSaid(Path status, String words) throws Exception {
        long begin = System.nanoTime();
        boolean isSaid = false;
        while (!isSaid && System.nanoTime() - begin < PATIENCE_NANOS) {
            isSaid = Files.exists(status) && Files.readString(status).contains(words);
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return isSaid;
    }

    /** One that stays interrupted waits for nothing any more. */
    private static boolean isCalm(Thread thread) {
        long begin = System.nanoTime();
        while (thread.isInterrupted() && System.nanoTime() - begin < PATIENCE_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return thread.isAlive() && !thread.isInterrupted();
    }

    private static Thread agent() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("amplitude-agent"))
                .findAny()
                .orElseThrow();
    }
}

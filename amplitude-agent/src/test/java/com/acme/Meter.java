// SPDX-License-Identifier: Apache-2.0
package com.acme;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * An application that measures what its thread allocates in calls of methods that rules may name, for JVMs of their own. Says
 * for each method the bytes per call of the best of its rounds: in the others, pools grow and the compiler is at work.
 */
public final class Meter {

    private static final int ROUNDS = 25;
    private static final int CALLS = 4_000;
    private static final int CUSTOMERS = 64;

    private final String[] users = new String[CUSTOMERS];
    private final String[] orders = new String[CUSTOMERS];
    private long placed;

    private Meter() {
        for (int i = 0; i < CUSTOMERS; i++) {
            users[i] = "customer-" + i;
            orders[i] = "order-" + i;
        }
    }

    int closed(String user, String order) {
        return (int) (placed += user.length() + order.length());
    }

    int sampledOut(String user, String order) {
        return (int) (placed += user.length() + order.length());
    }

    int diceOut(long cents, int pieces) {
        return (int) (placed += cents + pieces);
    }

    int captured(String user, String order) {
        return (int) (placed += user.length() + order.length());
    }

    int capturedAtBegin(String user, String order) {
        return (int) (placed += user.length() + order.length());
    }

    int capturedNumbers(long cents, int pieces) {
        return (int) (placed += cents + pieces);
    }

    /** The first rule's gate is closed, as the stop file would do with all. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Meter meter = new Meter();
        meter.closed("", "");
        byte[] gates = (byte[])
                Class.forName("java.lang.$Amplitude4j").getField("GATES").get(null);
        gates[0] = 0;
        String[] users = meter.users;
        String[] orders = meter.orders;
        say("closed", i -> meter.closed(users[i % CUSTOMERS], orders[i % CUSTOMERS]));
        say("sampledOut", i -> meter.sampledOut(users[i % CUSTOMERS], orders[i % CUSTOMERS]));
        say("diceOut", i -> meter.diceOut(i * 1_000L, i));
        say("captured", i -> meter.captured(users[i % CUSTOMERS], orders[i % CUSTOMERS]));
        say("capturedAtBegin", i -> meter.capturedAtBegin(users[i % CUSTOMERS], orders[i % CUSTOMERS]));
        say("capturedNumbers", i -> meter.capturedNumbers(1_000L + i, 1_000 + i));
    }

    private static void say(String method, IntConsumer call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < CALLS; i++) {
                call.accept(i);
            }
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        System.out.printf(Locale.ROOT, "%s %.2f%n", method, (double) least / CALLS);
    }
}

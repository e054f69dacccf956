// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import dev.amplitude4j.benchmarks.workload.Purchase;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Counts the events of a request body of any protocol by the mark that each carries as plain text. One thread. */
final class MarkCounter {

    private static final byte[] MARK = Purchase.MARK.getBytes(StandardCharsets.US_ASCII);
    private static final byte FIRST = MARK[0];

    private final BitSet orders = new BitSet();
    private int events;

    /** Counts; a mark that is cut off at the end does not count. */
    static MarkCounter of(byte[] body) {
        MarkCounter counter = new MarkCounter();
        int last = body.length - MARK.length - Purchase.MARK_DIGITS;
        for (int i = 0; i <= last; i++) {
            if (body[i] == FIRST && isMark(body, i)) {
                i += MARK.length;
                counter.events++;
                counter.orders.set(number(body, i));
                i += Purchase.MARK_DIGITS - 1;
            }
        }
        return counter;
    }

    /** How many events there are. */
    int events() {
        return events;
    }

    /** Their order numbers. */
    BitSet orders() {
        return orders;
    }

    private static boolean isMark(byte[] body, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (body[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] body, int at) {
        int number = 0;
        for (int i = at; i < at + Purchase.MARK_DIGITS; i++) {
            number = number * 10 + (body[i] - '0');
        }
        return Math.max(0, number);
    }
}

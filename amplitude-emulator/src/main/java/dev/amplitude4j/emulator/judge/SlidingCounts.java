// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Counts events by id over the last 30 s, to the millisecond. Used under the judge's lock. */
final class SlidingCounts {

    static final int WINDOW_SECONDS = 30;

    private static final long WINDOW_MILLIS = WINDOW_SECONDS * 1_000L;

    private final Map<String, Window> windows = new HashMap<>();
    private long sweptAtMillis;

    /** Events of the id in the 30 s that end now. */
    long count(String id, long nowMillis) {
        Window window = windows.get(id);
        return window == null ? 0 : window.countAt(nowMillis);
    }

    void add(String id, int events, long nowMillis) {
        windows.computeIfAbsent(id, key -> new Window()).add(events, nowMillis);
        if (Math.abs(nowMillis - sweptAtMillis) > WINDOW_MILLIS) {
            sweptAtMillis = nowMillis;
            windows.values().removeIf(window -> window.countAt(nowMillis) == 0);
        }
    }

    private static final class Window {

        private final ArrayDeque<Slot> slots = new ArrayDeque<>();
        private long total;

        long countAt(long nowMillis) {
            while (!slots.isEmpty() && slots.getFirst().atMillis <= nowMillis - WINDOW_MILLIS) {
                total -= slots.removeFirst().events;
            }
            return total;
        }

        void add(int events, long nowMillis) {
            Slot last = slots.peekLast();
            if (last == null || last.atMillis < nowMillis) {
                last = new Slot(nowMillis);
                slots.addLast(last);
            }
            last.events += events;
            total += events;
        }
    }

    private static final class Slot {

        private final long atMillis;
        private long events;

        private Slot(long atMillis) {
            this.atMillis = atMillis;
        }
    }
}

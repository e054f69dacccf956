// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.HashMap;
import java.util.Map;

/** Counts events by id over the last 24 h in steps of one hour. Used under the judge's lock. */
final class DailyCounts {

    private static final int HOURS = 24;
    private static final long HOUR_MILLIS = 3_600_000;

    private final Map<String, Day> days = new HashMap<>();
    private long sweptInHour;

    /** Events of the id in this hour and the 23 before. */
    long count(String id, long nowMillis) {
        Day day = days.get(id);
        return day == null ? 0 : day.countAt(nowMillis / HOUR_MILLIS);
    }

    void add(String id, int events, long nowMillis) {
        long hour = nowMillis / HOUR_MILLIS;
        days.computeIfAbsent(id, key -> new Day(hour)).add(events, hour);
        if (hour != sweptInHour) {
            sweptInHour = hour;
            days.values().removeIf(day -> day.countAt(hour) == 0);
        }
    }

    private static final class Day {

        private final int[] byHour = new int[HOURS];
        private long currentHour;
        private long total;

        private Day(long hour) {
            currentHour = hour;
        }

        long countAt(long hour) {
            for (int passed = 0; currentHour < hour && passed < HOURS; passed++) {
                currentHour++;
                int oldest = (int) (currentHour % HOURS);
                total -= byHour[oldest];
                byHour[oldest] = 0;
            }
            currentHour = Math.max(currentHour, hour);
            return total;
        }

        void add(int events, long hour) {
            countAt(hour);
            byHour[(int) (currentHour % HOURS)] += events;
            total += events;
        }
    }
}

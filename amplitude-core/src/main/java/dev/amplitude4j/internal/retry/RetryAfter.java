// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/** Reads the {@code Retry-After} header: seconds or a date; what is neither, or lies in the past, counts as absent. */
final class RetryAfter {

    private static final long MAX_SECONDS = 300;

    private RetryAfter() {}

    /** The wait in nanoseconds, at most five minutes; 0 if the header says none. */
    static long nanos(String header, long nowMillis) {
        if (header == null) {
            return 0;
        }
        String text = header.trim();
        long millis = isDigits(text) ? secondsToMillis(text) : untilDate(text, nowMillis);
        long bounded = Math.min(Math.max(0, millis), TimeUnit.SECONDS.toMillis(MAX_SECONDS));
        return TimeUnit.MILLISECONDS.toNanos(bounded);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long secondsToMillis(String digits) {
        return TimeUnit.SECONDS.toMillis(digits.length() > 9 ? MAX_SECONDS : Long.parseLong(digits));
    }

    private static long untilDate(String text, long nowMillis) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli()
                    - nowMillis;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}

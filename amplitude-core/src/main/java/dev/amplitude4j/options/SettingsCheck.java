// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import java.time.Duration;

/** Checks settings together; the first that cannot be is named with its bound and what was seen. */
final class SettingsCheck {

    private static final int KIB = 1024;

    private SettingsCheck() {}

    static void check(Settings<?> s) {
        checkKey(s.apiKey);
        notNull("serverZone", s.serverZone);
        Endpoints.check(s);
        between("minIdLength", s.minIdLength, 0, 100);
        between("batchSize", s.batchSize, 0, s.useBatch ? 2_000 : 1_999);
        between("maxBatchBytes", s.maxBatchBytes, 0, s.useBatch ? 20_000_000 : 1_000_000);
        between("maxEventBytes", s.maxEventBytes, KIB, 512 * KIB);
        between("maxCachedBytes", s.maxCachedBytes, 256 * KIB, Long.MAX_VALUE);
        between("maxCachedEvents", s.maxCachedEvents, 0, Long.MAX_VALUE);
        between("maxParallelUploads", s.maxParallelUploads, 1, 8);
        between("maxUploadAttempts", s.maxUploadAttempts, 0, Integer.MAX_VALUE);
        between("uploadInterval", s.uploadInterval, Duration.ofMillis(1), Duration.ofHours(1));
        between("requestTimeout", s.requestTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        between("connectTimeout", s.connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        between("shutdownTimeout", s.shutdownTimeout, Duration.ZERO, Duration.ofMinutes(5));
        between("spoolMaxBytes", s.spoolMaxBytes, KIB * KIB, Long.MAX_VALUE);
        between("spoolMinFreeBytes", s.spoolMinFreeBytes, 0, Long.MAX_VALUE);
        notNull("spoolSync", s.spoolSync);
        notNull("onDedupeExpiry", s.onDedupeExpiry);
        between("maxBlock", s.maxBlock, Duration.ZERO, Duration.ofMinutes(5));
        notNull("compression", s.compression);
        notNull("statusListener", s.statusListener);
        for (Object plugin : s.plugins) {
            notNull("plugin", plugin);
        }
    }

    private static void checkKey(String apiKey) {
        if (apiKey == null || apiKey.trim().isEmpty()) {
            throw new IllegalArgumentException("apiKey is missing; it is found in Amplitude's project settings");
        }
        for (int i = 0; i < apiKey.length(); i++) {
            char c = apiKey.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\') {
                throw new IllegalArgumentException("apiKey has characters that no API key of Amplitude's has");
            }
        }
    }

    private static void notNull(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
    }

    private static void between(String name, long value, long least, long most) {
        if (value < least || value > most) {
            String bound =
                    most == Long.MAX_VALUE || most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
            throw new IllegalArgumentException(name + " must be " + bound + ", was " + value);
        }
    }

    private static void between(String name, Duration value, Duration least, Duration most) {
        notNull(name, value);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + value);
        }
    }
}

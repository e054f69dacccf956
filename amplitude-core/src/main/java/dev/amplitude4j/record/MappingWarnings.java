// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says what is wrong with records, once and then at most once a minute for each reason, with the logger's name and never with
 * anything a record contains. Called on threads that log. Thread-safe.
 */
final class MappingWarnings {

    /** What can be wrong, and what to do about it. */
    enum Reason {
        NO_EVENT_TYPE("has no event name and is refused as invalid; give it a message template or the key event_type"),
        NO_USABLE_ID("has neither a usable user_id nor a usable device_id and is refused as invalid (missingId=drop);"
                + " put user_id into the diagnostic context, or set missingId=anonymous"),
        NO_GROUP("identifies a group but names none and is refused as invalid; add a key group.<type>"),
        REFUSED("is refused as invalid by the client; its event name is probably one that Amplitude reserves"),
        UNUSABLE_ID(
                "has a user_id or device_id that Amplitude does not take, because it is shorter than minIdLength or a"
                        + " placeholder like 'null'; the id is left out; make ids longer, or lower minIdLength in the project and here"),
        UNREADABLE_TIME("has a time or session_id that is not in milliseconds since the epoch; it is left out"),
        TOO_MANY_EVENT_TYPES("brings more distinct event names than maxEventTypes; new names are sent as log_overflow;"
                + " keep data out of message templates, or raise maxEventTypes");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long NEVER = Long.MIN_VALUE;
    private static final int MAX_LOGGER_NAME_LENGTH = 128;

    private final Consumer<String> warnings;
    private final LongSupplier nanoClock;
    private final Map<Reason, AtomicLong> lastNanos = new EnumMap<>(Reason.class);

    MappingWarnings(Consumer<String> warnings, LongSupplier nanoClock) {
        this.warnings = warnings;
        this.nanoClock = nanoClock;
        for (Reason reason : Reason.values()) {
            lastNanos.put(reason, new AtomicLong(NEVER));
        }
    }

    /** Reports a reason if it is due. */
    void report(Reason reason, String loggerName) {
        if (!isDue(reason)) {
            return;
        }
        try {
            warnings.accept("a record of logger " + printable(loggerName) + ' ' + reason.text);
        } catch (RuntimeException theFrontEnds) { // must not reach the caller of a log method
            lastNanos.get(reason).set(NEVER);
        }
    }

    private boolean isDue(Reason reason) {
        AtomicLong lastOfReason = lastNanos.get(reason);
        long last = lastOfReason.get();
        long now = nanoClock.getAsLong();
        boolean repeats = reason != Reason.TOO_MANY_EVENT_TYPES;
        boolean due = last == NEVER || (repeats && now - last >= PAUSE_NANOS);
        return due && lastOfReason.compareAndSet(last, now);
    }

    private static String printable(String loggerName) {
        if (loggerName == null) {
            return "(unnamed)";
        }
        int length = Math.min(loggerName.length(), MAX_LOGGER_NAME_LENGTH);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = loggerName.charAt(i);
            text.append(c > ' ' && c < 127 ? c : '?');
        }
        return text.toString();
    }
}

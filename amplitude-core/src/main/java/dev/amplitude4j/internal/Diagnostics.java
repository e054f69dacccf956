// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

import dev.amplitude4j.options.StatusListener;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the operator what went wrong: the first time at once, then at most once a minute per reason, with how often it
 * happened meanwhile. Any thread may report; nothing of an event or the API key may be in a message.
 */
public final class Diagnostics {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final StatusListener listener;
    private final Clock clock;
    private final Map<String, Reason> reasons = new HashMap<>();

    /** Reports to {@code listener}, under a client's name. */
    public Diagnostics(String name, StatusListener listener, Clock clock) {
        this.name = name;
        this.listener = listener;
        this.clock = clock;
    }

    /** Warns, unless the reason was warned of less than a minute ago. */
    public void warn(String reason, String message) {
        long unsaid = countAndTake(reason, 1);
        if (unsaid > 0) {
            say(message + (unsaid > 1 ? " (" + unsaid + " times since the last such line)" : ""));
        }
    }

    /** Warns of so many events, summed up since the reason was last warned of; {@code rest} follows the count. */
    public void warnEvents(String reason, String verb, long events, String rest) {
        long unsaid = countAndTake(reason, events);
        if (unsaid > 0) {
            say(verb + " " + String.format(Locale.ROOT, "%,d", unsaid) + (unsaid == 1 ? " event: " : " events: ")
                    + rest);
        }
    }

    /** Warns without counting: for a caller that keeps its own measure. */
    public void always(String message) {
        say(message);
    }

    /** Says something for the record. */
    public void info(String message) {
        tell(listener::info, message);
    }

    private void say(String message) {
        tell(listener::warn, message);
    }

    private void tell(Consumer<String> channel, String message) {
        try {
            channel.accept("amplitude[" + name + "]: " + message);
        } catch (RuntimeException | Error e) {
            // The channel for complaints is broken itself: there is nobody left to tell.
        }
    }

    private synchronized long countAndTake(String key, long times) {
        Reason reason = reasons.computeIfAbsent(key, k -> new Reason());
        long now = clock.nanoTime();
        reason.unsaid += times;
        if (reason.said && now - reason.saidNanos < INTERVAL_NANOS) {
            return 0;
        }
        long unsaid = reason.unsaid;
        reason.unsaid = 0;
        reason.said = true;
        reason.saidNanos = now;
        return unsaid;
    }

    private static final class Reason {
        private boolean said;
        private long saidNanos;
        private long unsaid;
    }
}

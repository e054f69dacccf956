// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.ObjectPool;
import dev.amplitude4j.internal.RecursionGuard;
import dev.amplitude4j.internal.batch.Admission;
import dev.amplitude4j.internal.encode.EventEncoder;
import dev.amplitude4j.options.Plugin;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.LogResult;
import java.util.List;

/**
 * The caller's part of the path: asks whether there is room, encodes, and hands the bytes to the queue. Runs on the thread that
 * logs, holds no lock while it runs code that is not ours, and lets nothing escape.
 */
public final class Intake {

    private final Admission queue;
    private final ObjectPool<EventEncoder> encoders;
    private final List<Plugin> plugins;
    private final Rejections rejections;
    private final Ledger ledger;
    private final Clock clock;

    /** The way into {@code queue}. */
    public Intake(
            Admission queue,
            ObjectPool<EventEncoder> encoders,
            List<Plugin> plugins,
            Rejections rejections,
            Ledger ledger,
            Clock clock) {
        this.queue = queue;
        this.encoders = encoders;
        this.plugins = plugins;
        this.rejections = rejections;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Counts a refusal that was decided elsewhere. */
    public LogResult reject(LogResult reason) {
        return rejections.count(reason);
    }

    /** Takes one event in, or counts why not. */
    public <A> LogResult log(A source, EventWriter<? super A> writer) {
        try {
            LogResult refusal = queue.refusal();
            return refusal == null ? guarded(source, writer) : rejections.count(refusal);
        } catch (Throwable e) {
            return rejections.count(LogResult.INTERNAL_ERROR, e);
        }
    }

    private <A> LogResult guarded(A source, EventWriter<? super A> writer) {
        boolean[] inside = RecursionGuard.enter();
        if (inside == null) {
            return rejections.count(LogResult.REENTRANT);
        }
        try {
            return source == null ? rejections.count(LogResult.INVALID) : encoded(source, writer);
        } finally {
            RecursionGuard.exit(inside);
        }
    }

    private <A> LogResult encoded(A source, EventWriter<? super A> writer) {
        int place = encoders.take();
        boolean whole = false;
        try {
            LogResult result = encodeAndOffer(source, writer, encoders.at(place));
            whole = true;
            return result;
        } finally {
            encoders.give(place, whole);
        }
    }

    private <A> LogResult encodeAndOffer(A source, EventWriter<? super A> writer, EventEncoder encoder) {
        encoder.start(writer.nameFilter());
        if (!write(source, writer, encoder)) {
            encoder.discard();
            return rejections.count(LogResult.FILTERED);
        }
        LogResult result = encoder.finish(clock.currentTimeMillis(), queue.nextEventId());
        if (encoder.truncatedValues() + encoder.sanitizedValues() > 0) {
            ledger.count(Counter.TRUNCATED_VALUES, encoder.truncatedValues());
            ledger.count(Counter.SANITIZED_VALUES, encoder.sanitizedValues());
        }
        String problem = encoder.problem();
        if (result == LogResult.ACCEPTED) {
            result = queue.offer(encoder.bytes(), encoder.length(), encoder.identityHash());
        }
        return result == LogResult.ACCEPTED ? result : rejections.count(result, problem);
    }

    private <A> boolean write(A source, EventWriter<? super A> writer, EventEncoder encoder) {
        if (plugins.isEmpty()) {
            writer.write(source, encoder);
            return true;
        }
        Event.Builder builder = Event.builder(null);
        writer.write(source, builder);
        Event event = builder.build();
        for (int i = 0; i < plugins.size() && event != null; i++) {
            event = plugins.get(i).execute(event);
        }
        if (event != null) {
            event.writeTo(encoder);
        }
        return event != null;
    }
}

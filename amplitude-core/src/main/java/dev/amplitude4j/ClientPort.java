// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.internal.batch.Admission;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.IntSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * How one copy of this library hands finished events to the client of another, which may be another version behind another
 * class loader: functions by name, with types of the JDK alone. Names and types stay as they are; a later version may add
 * functions. Any thread.
 */
final class ClientPort {

    private static final String REFUSAL = "refusal";
    private static final String OFFER = "offer";
    private static final String EVENT_ID = "eventId";
    private static final String FLUSH = "flush";
    private static final String FLUSH_WITHIN = "flushWithin";
    private static final String FLUSH_TO_DISK_WITHIN = "flushToDiskWithin";
    private static final String STATS = "stats";

    /** The name of a {@link LogResult}, or null. */
    final Supplier<String> refusal;

    /** Takes the bytes of an event, their length and the hash of its identity; gives the name of a {@link LogResult}. */
    final BiFunction<byte[], int[], String> offer;

    final IntSupplier eventId;

    /** Delivered, dropped, pending, stored, when all is settled. */
    final Supplier<CompletableFuture<long[]>> flush;

    /** The same, after that many nanoseconds at most. */
    final LongFunction<long[]> flushWithin;

    final LongFunction<long[]> flushToDiskWithin;

    /** See {@link StatsFigures}. */
    final Supplier<Map<String, Long>> stats;

    /** The functions of that map, each there and of its kind. */
    @SuppressWarnings("unchecked")
    ClientPort(Map<String, Object> functions) {
        refusal = (Supplier<String>) there(functions, REFUSAL);
        offer = (BiFunction<byte[], int[], String>) there(functions, OFFER);
        eventId = (IntSupplier) there(functions, EVENT_ID);
        flush = (Supplier<CompletableFuture<long[]>>) there(functions, FLUSH);
        flushWithin = (LongFunction<long[]>) there(functions, FLUSH_WITHIN);
        flushToDiskWithin = (LongFunction<long[]>) there(functions, FLUSH_TO_DISK_WITHIN);
        stats = (Supplier<Map<String, Long>>) there(functions, STATS);
    }

    /** The functions of a client's delivery, which takes events of that size at most. */
    static Map<String, Object> functions(Delivery delivery, int maxEventBytes) {
        Admission admission = delivery.admission();
        Supplier<String> refusal = () -> nameOf(admission.refusal());
        BiFunction<byte[], int[], String> offer = (event, lengthAndHash) -> nameOf(
                lengthAndHash[0] > maxEventBytes
                        ? LogResult.TOO_LARGE
                        : admission.offer(event, lengthAndHash[0], lengthAndHash[1]));
        IntSupplier eventId = admission::nextEventId;
        Supplier<CompletableFuture<long[]>> flush = () -> delivery.flush().thenApply(ClientPort::figures);
        LongFunction<long[]> flushWithin = nanos -> figures(delivery.flush(Duration.ofNanos(nanos)));
        LongFunction<long[]> flushToDiskWithin = nanos -> figures(delivery.flushToDisk(Duration.ofNanos(nanos)));
        Supplier<Map<String, Long>> stats = () -> StatsFigures.of(delivery.stats());
        Map<String, Object> functions = new HashMap<>();
        functions.put(REFUSAL, refusal);
        functions.put(OFFER, offer);
        functions.put(EVENT_ID, eventId);
        functions.put(FLUSH, flush);
        functions.put(FLUSH_WITHIN, flushWithin);
        functions.put(FLUSH_TO_DISK_WITHIN, flushToDiskWithin);
        functions.put(STATS, stats);
        return functions;
    }

    /** What {@link #flush} and its kin tell. */
    static FlushResult result(long[] figures) {
        return new FlushResult(figures[0], figures[1], figures[2], figures[3]);
    }

    /** What a name of a {@link LogResult} means here; null for null. */
    static LogResult named(String name) {
        if (name == null) {
            return null;
        }
        try {
            return LogResult.valueOf(name);
        } catch (IllegalArgumentException e) {
            return LogResult.INTERNAL_ERROR; // a reason that a later version has
        }
    }

    private static long[] figures(FlushResult result) {
        return new long[] {result.delivered(), result.dropped(), result.pending(), result.stored()};
    }

    private static String nameOf(LogResult result) {
        return result == null ? null : result.name();
    }

    private static Object there(Map<String, Object> functions, String name) {
        return Objects.requireNonNull(functions.get(name), name);
    }
}

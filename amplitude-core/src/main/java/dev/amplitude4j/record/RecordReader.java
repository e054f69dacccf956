// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.function.BiConsumer;

/**
 * Answers the mapper's questions about one log record. A front end implements it once, without state, over the record type of
 * its framework; every method is called on the thread that logs and keeps nothing.
 *
 * @param <R> the framework's record
 */
public interface RecordReader<R> {

    /** When the record was logged, in milliseconds since the epoch. */
    long timeMillis(R record);

    /** Name of the logger. */
    String loggerName(R record);

    /** The message template, placeholders included; may be null. */
    String template(R record);

    /** The message with its arguments filled in; only asked for where the configuration names {@code message}. */
    String formattedMessage(R record);

    /** Type name carried by a structured message; null if there is none. */
    String structuredType(R record);

    /** The arguments of the call with their own types, or null. The array is not changed. */
    Object[] arguments(R record);

    /** Hands over the key-value pairs of the fluent API, in order. */
    void keyValues(R record, PairVisitor visitor);

    /** Hands over the pairs of a structured message of the framework (Log4j2's {@code MapMessage}), in order. */
    void structured(R record, PairVisitor visitor);

    /** Hands over the diagnostic context. */
    void context(R record, PairVisitor visitor);

    /** Class name of the throwable, or null. */
    String thrownType(R record);

    /** Message of the throwable, or null. */
    String thrownMessage(R record);

    /**
     * Takes the pairs that a reader hands over. It is a {@link BiConsumer} so that {@code map.forEach(visitor)} allocates
     * nothing.
     */
    @FunctionalInterface
    interface PairVisitor extends BiConsumer<String, Object> {
        /** One pair; both may be null. */
        void pair(String name, Object value);

        @Override
        default void accept(String name, Object value) {
            pair(name, value);
        }
    }
}

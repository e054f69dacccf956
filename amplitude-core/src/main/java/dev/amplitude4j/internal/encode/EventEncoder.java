// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.EventSink;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.result.LogResult;

/**
 * Writes one event after the other as JSON into a buffer that is used again. Held in a small pool by the client; one thread
 * at a time calls {@link #start}, the methods of {@link EventSink}, {@link #finish}, and then reads the result.
 */
public final class EventEncoder implements EventSink {

    /** An encoder with the numbers of one client. */
    public EventEncoder(int minIdLength, int maxEventBytes, boolean toStringAllowed, EventDefaults defaults) {}

    /** Begins an event; whatever was left of the last one is gone. */
    public void start(NameFilter filter) {}

    @Override
    public EventEncoder eventType(String eventType) {
        return this;
    }

    @Override
    public EventEncoder userId(String userId) {
        return this;
    }

    @Override
    public EventEncoder deviceId(String deviceId) {
        return this;
    }

    @Override
    public EventEncoder time(long epochMillis) {
        return this;
    }

    @Override
    public EventEncoder sessionId(long epochMillis) {
        return this;
    }

    @Override
    public EventEncoder insertId(String insertId) {
        return this;
    }

    @Override
    public EventEncoder field(EventField field, Object value) {
        return this;
    }

    @Override
    public EventEncoder property(String name, Object value) {
        return this;
    }

    @Override
    public EventEncoder property(String name, long value) {
        return this;
    }

    @Override
    public EventEncoder property(String name, double value) {
        return this;
    }

    @Override
    public EventEncoder property(String name, boolean value) {
        return this;
    }

    @Override
    public EventEncoder userProperty(PropertyOperation operation, String name, Object value) {
        return this;
    }

    @Override
    public EventEncoder group(String type, Object nameOrNames) {
        return this;
    }

    @Override
    public EventEncoder groupProperty(PropertyOperation operation, String name, Object value) {
        return this;
    }

    /**
     * Ends the event: {@link LogResult#ACCEPTED}, {@link LogResult#INVALID} or {@link LogResult#TOO_LARGE}; see
     * {@link #problem}.
     */
    public LogResult finish(long nowMillis, long eventId) {
        return LogResult.INVALID;
    }

    /** What is wrong with a refused event and what to do, without anything the event contains; null if it was accepted. */
    public String problem() {
        return null;
    }

    /** The buffer that holds the JSON of an accepted event until the next {@link #start}; not to be changed. */
    public byte[] bytes() {
        return new byte[0];
    }

    /** How many of {@link #bytes} belong to the event. */
    public int length() {
        return 0;
    }

    /** A hash of the device id, else the user id, else the groups. */
    public int identityHash() {
        return 0;
    }

    /** How many values of the event were cut or left out because of a limit. */
    public int truncatedValues() {
        return 0;
    }

    /** How many values of the event were left out or replaced because they cannot be sent. */
    public int sanitizedValues() {
        return 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the events of a sound request into what the server keeps of them. Pure functions, any thread. */
final class Ingestion {

    private static final long MAX_CLOCK_SKEW_MILLIS = 60_000;

    private Ingestion() {}

    static List<StoredEvent> prepare(Submission s, long requestNumber) throws IOException {
        Envelope envelope = s.envelope();
        long shiftMillis = clockShiftMillis(envelope.clientUploadMillis(s.receivedAtMillis()), s.receivedAtMillis());
        List<StoredEvent> prepared = new ArrayList<>(envelope.events().size());
        for (SubmittedEvent event : envelope.events()) {
            prepared.add(prepare(event, s, requestNumber, shiftMillis));
        }
        return prepared;
    }

    /** How far event times are moved because the client's clock differs from the server's by more than a minute. */
    private static long clockShiftMillis(long clientUploadMillis, long serverMillis) {
        long skew = serverMillis - clientUploadMillis;
        return Math.abs(skew) > MAX_CLOCK_SKEW_MILLIS ? skew : 0;
    }

    private static StoredEvent prepare(SubmittedEvent event, Submission s, long requestNumber, long shiftMillis)
            throws IOException {
        boolean truncated = Truncation.truncate(event.node());
        byte[] json = truncated
                ? event.node().toString().getBytes(StandardCharsets.UTF_8)
                : Arrays.copyOfRange(s.body(), event.offset(), event.offset() + event.length());
        JsonNode time = event.member("time");
        long eventTime = time == null ? s.receivedAtMillis() : time.longValue() + shiftMillis;
        return new StoredEvent(
                requestNumber,
                s.receivedAtMillis(),
                eventTime,
                event.eventType(),
                event.userId(),
                event.deviceId(),
                event.insertId(),
                event.member("user_properties") != null || event.member("group_properties") != null,
                json);
    }
}

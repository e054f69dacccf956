// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import dev.amplitude4j.emulator.fault.FaultSubject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** One request to an ingest path, decoded step by step as the checks ask. Used by the one thread that serves it. */
public final class Submission implements FaultSubject {

    /** Most bytes of a decompressed body that are looked at; more is too large for every endpoint. */
    public static final int MAX_INFLATED_BYTES = 32 * 1024 * 1024;

    private final String method;
    private final String path;
    private final String contentType;
    private final String contentEncoding;
    private final byte[] wire;
    private final boolean wireTooLarge;
    private final long receivedAtMillis;

    private byte[] body;
    private Envelope envelope;
    private IOException unreadable;

    /**
     * A request as it came.
     *
     * @param contentType the header, or null
     * @param contentEncoding the header, or null
     * @param wire the body's bytes as sent; cut if {@code wireTooLarge}
     * @param receivedAtMillis the emulator's time, in ms since the epoch
     */
    public Submission(
            String method,
            String path,
            String contentType,
            String contentEncoding,
            byte[] wire,
            boolean wireTooLarge,
            long receivedAtMillis) {
        this.method = method;
        this.path = path;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
        this.wire = wire;
        this.wireTooLarge = wireTooLarge;
        this.receivedAtMillis = receivedAtMillis;
    }

    String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    String contentType() {
        return contentType;
    }

    int wireBytes() {
        return wire.length;
    }

    boolean wireTooLarge() {
        return wireTooLarge;
    }

    /** The emulator's time at arrival, in ms since the epoch. */
    public long receivedAtMillis() {
        return receivedAtMillis;
    }

    boolean isEncodingKnown() {
        return contentEncoding == null || contentEncoding.equalsIgnoreCase("identity") || isGzip();
    }

    String contentEncoding() {
        return contentEncoding;
    }

    private boolean isGzip() {
        return contentEncoding != null && contentEncoding.equalsIgnoreCase("gzip");
    }

    /** The decompressed body, one byte longer than {@value #MAX_INFLATED_BYTES} if it is too large. */
    byte[] body() throws IOException {
        if (body == null) {
            body = isGzip() ? inflate(wire) : wire;
        }
        return body;
    }

    private static byte[] inflate(byte[] compressed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
            return in.readNBytes(MAX_INFLATED_BYTES + 1);
        }
    }

    /** The parsed body. Throws the same exception again if the body is no JSON object. */
    Envelope envelope() throws IOException {
        if (unreadable != null) {
            throw unreadable;
        }
        if (envelope == null) {
            try {
                envelope = Envelope.read(body());
            } catch (IOException e) {
                unreadable = e;
                throw e;
            }
        }
        return envelope;
    }

    /** How many events the request holds, 0 if it cannot be read. */
    public int eventCount() {
        return isReadable() ? envelope.eventCount() : 0;
    }

    /** The insert ids of its events in order, without those that have none; empty if it cannot be read. */
    public List<String> insertIds() {
        return events().stream()
                .map(SubmittedEvent::insertId)
                .filter(Objects::nonNull)
                .toList();
    }

    List<SubmittedEvent> events() {
        return isReadable() ? envelope.events() : List.of();
    }

    private boolean isReadable() {
        try {
            return !wireTooLarge && isEncodingKnown() && envelope() != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean contains(byte[] word) {
        try {
            return ByteSearch.contains(body(), word);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean hasUser(String userId) {
        return events().stream().anyMatch(event -> userId.equals(event.userId()));
    }

    @Override
    public boolean hasDevice(String deviceId) {
        return events().stream().anyMatch(event -> deviceId.equals(event.deviceId()));
    }
}

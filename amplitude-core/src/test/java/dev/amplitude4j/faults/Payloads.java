// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.transport.RecordingTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Events that follow from a number and a seed, so that whoever sees one arrive can tell whether it is as it was logged. Events
 * whose numbers leave the same rest by {@link #LINES} have users of their own, so that threads that take one rest each keep
 * the order of every user. Immutable, any thread.
 */
public final class Payloads {

    /** How many threads can log without sharing users. */
    public static final int LINES = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int[] ALPHABET = ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                    + " -_.,;\"\\/\n\t<&>\u00e4\u00df\u20ac\u2028\u65e5\u672c\ud83d\ude00")
            .codePoints()
            .toArray();
    private static final String[] TYPES = {"Page Viewed", "Item Added", "Order Completed", "Search Done", "Rated"};
    private static final double MEAN_TEXT_CHARS = 180;
    private static final int MAX_TEXT_CHARS = 3_000;
    private static final double ALL_LENGTHS = 0;
    private static final int TYPICAL_EVENT_ID = 10_000;

    /** Amplitude cuts strings at 1,024. */
    private static final int MAX_CHARS_PER_STRING = 1_000;

    private final long seed;
    private final int users;
    private final int paddedBytes;
    private final double meanTextChars;
    private final int maxTextChars;

    private Payloads(long seed, int users, int paddedBytes, double meanTextChars, int maxTextChars) {
        this.seed = seed;
        this.users = users;
        this.paddedBytes = paddedBytes;
        this.meanTextChars = meanTextChars;
        this.maxTextChars = maxTextChars;
    }

    /** Events of 250 B to 4 KB, 500 B on average, of so many users; a multiple of {@link #LINES}. */
    public static Payloads mixed(long seed, int users) {
        return new Payloads(seed, users, 0, MEAN_TEXT_CHARS, MAX_TEXT_CHARS);
    }

    /** Events of 3 to 4 KB, nearly all of them. */
    public static Payloads large(long seed, int users) {
        return new Payloads(seed, users, 0, 1_000 * MAX_TEXT_CHARS, MAX_TEXT_CHARS);
    }

    /** Events that are so many bytes large once encoded, give or take the digits of their event_id. */
    public static Payloads exactly(long seed, int users, int bytes) {
        Event.Builder bare = Event.builder(TYPES[0]).userId("user-00000");
        int bareBytes = encodedBytes(bare.build()) + ",\"event_properties\":".length() - TYPES[0].length();
        return new Payloads(seed, users, bytes - bareBytes, 0, 0);
    }

    /** Events with texts of all lengths up to that, as many short ones as long ones. */
    public static Payloads upTo(long seed, int users, int maxTextChars) {
        return new Payloads(seed, users, 0, ALL_LENGTHS, maxTextChars);
    }

    /** The event of that number. */
    public Event event(long number) {
        return event(number, userId(number));
    }

    /** The event of that number, but of this user. */
    public Event event(long number, String userId) {
        Event.Builder event = Event.builder(type(number)).userId(userId);
        if (hasDevice(userId)) {
            event.deviceId("device-of-" + userId);
        }
        properties(number).forEach(event::property);
        return event.build();
    }

    /** The number of an event that arrived; -1 if it has none. */
    public static long number(JsonNode event) {
        return event.path("event_properties").path("n").asLong(-1);
    }

    /** What is wrong with an event that arrived; null if nothing is. */
    public String flaw(JsonNode event) {
        long number = number(event);
        JsonNode expected = JSON.valueToTree(properties(number));
        String userId = event.path("user_id").asText();
        String deviceId = hasDevice(userId) ? "device-of-" + userId : "";
        boolean genuine = event.path("event_type").asText().equals(type(number))
                && event.path("event_properties").toString().equals(expected.toString())
                && event.path("device_id").asText().equals(deviceId);
        return genuine ? null : "event " + number + " arrived as " + event;
    }

    private String userId(long number) {
        int perLine = users / LINES;
        int index = random(number, 31).nextInt(perLine) * LINES + Math.floorMod(number, LINES);
        return String.format(Locale.ROOT, "user-%05d", index);
    }

    private boolean hasDevice(String userId) {
        return paddedBytes == 0 && userId.hashCode() % 2 == 0;
    }

    private static String type(long number) {
        return TYPES[Math.floorMod(number, TYPES.length)];
    }

    private Map<String, Object> properties(long number) {
        Random random = random(number, 17);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("n", number);
        properties.put("price", random.nextInt(100_000) / 100.0);
        properties.put("member", random.nextBoolean());
        if (paddedBytes > 0) {
            properties.put("text", "");
            properties.put("text", padding(properties, number));
        } else {
            putText(properties, random);
        }
        return properties;
    }

    private void putText(Map<String, Object> properties, Random random) {
        long rest = meanTextChars == ALL_LENGTHS
                ? random.nextInt(maxTextChars + 1)
                : (long) Math.min(maxTextChars, -meanTextChars * Math.log(1 - random.nextDouble()));
        for (int i = 0; rest > 0; i++) {
            StringBuilder text = new StringBuilder();
            while (text.length() < Math.min(rest, MAX_CHARS_PER_STRING)) {
                text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
            }
            properties.put("text" + i, text.toString());
            rest -= text.length();
        }
    }

    private String padding(Map<String, Object> withoutText, long number) {
        int bytes =
                JSON.valueToTree(withoutText).toString().length() + type(number).length();
        return "x".repeat(Math.max(0, paddedBytes - bytes));
    }

    private Random random(long number, int salt) {
        return new Random(seed * 1_000_003 + number * salt);
    }

    private static int encodedBytes(Event event) {
        RecordingTransport recorder = new RecordingTransport();
        try (AmplitudeClient client = AmplitudeClient.builder(Trial.KEY)
                .serverUrl("http://127.0.0.1:1")
                .transport(recorder)
                .build()) {
            client.logEvent(event);
            client.flush(Duration.ofSeconds(20));
        }
        try {
            ObjectNode sent = (ObjectNode)
                    JSON.readTree(recorder.bodies().get(0)).path("events").path(0);
            sent.put("event_id", TYPICAL_EVENT_ID); // so that every process finds the same length
            return sent.toString().getBytes(StandardCharsets.UTF_8).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

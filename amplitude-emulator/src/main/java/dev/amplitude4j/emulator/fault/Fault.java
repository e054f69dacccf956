// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.fault;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * One disturbance: which requests it meets, and what they get. Immutable, any thread. In code:
 *
 * <pre>{@code
 * emulator.faults(
 *         Fault.answer(503).header("Retry-After", "7").times(3).build(),
 *         Fault.answer(403).word("DROP TABLE").build(),
 *         Fault.dropConnection().committing(true).path("/batch").skip(2).times(1).build());
 * }</pre>
 *
 * <p>The same over HTTP, as the body of {@code PUT /api/faults}:
 *
 * <pre>{@code
 * {"faults": [
 *   {"status": 503, "headers": {"Retry-After": "7"}, "times": 3},
 *   {"status": 403, "word": "DROP TABLE"},
 *   {"dropping": true, "committing": true, "path": "/batch", "skip": 2, "times": 1}]}
 * }</pre>
 *
 * <p>The other members are {@code duration_millis}, {@code user_id}, {@code device_id}; {@code body},
 * {@code content_type}, {@code throttling}, {@code delay_millis}, {@code trickle_millis}, {@code truncate_at}: each as
 * told at {@link FaultMatch} and {@link FaultEffect}. Times are real milliseconds, but {@code duration_millis} is
 * measured on the emulator's clock.
 *
 * @param match which requests
 * @param effect what they get
 */
@JsonDeserialize(builder = Fault.Builder.class)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Fault(
        @JsonUnwrapped FaultMatch match, @JsonUnwrapped FaultEffect effect) {

    /** A fault that answers this status. */
    public static Builder answer(int status) {
        return new Builder().status(status);
    }

    /** A fault that closes the connection without an answer. */
    public static Builder dropConnection() {
        return new Builder().dropping(true);
    }

    /** A fault that answers what would be answered anyway, but late, slowly or cut short. */
    public static Builder usualAnswer() {
        return new Builder();
    }

    /** A fault that answers the 429 naming this user with all its events. */
    public static Builder throttleUser(String userId) {
        return new Builder().status(429).throttling(true).userId(userId);
    }

    /** A fault that answers the 429 naming this device with all its events. */
    public static Builder throttleDevice(String deviceId) {
        return new Builder().status(429).throttling(true).deviceId(deviceId);
    }

    /** Collects what a fault is to be. Not thread-safe. */
    @JsonPOJOBuilder(withPrefix = "")
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public static final class Builder {

        private String path;
        private int skip;
        private Integer times;
        private Long durationMillis;
        private String word;
        private String userId;
        private String deviceId;
        private Integer status;
        private String body;
        private String contentType = "application/json";
        private final Map<String, String> headers = new TreeMap<>();
        private boolean throttling;
        private boolean committing;
        private boolean dropping;
        private long delayMillis;
        private long trickleMillis;
        private Integer truncateAt;

        private Builder() {}

        /** Meets only this path; default: both endpoints. */
        public Builder path(String only) {
            path = only;
            return this;
        }

        /** Lets this many matching requests pass first; default 0. */
        public Builder skip(int requests) {
            skip = requests;
            return this;
        }

        /** Meets this many requests; default: all. */
        public Builder times(Integer requests) {
            times = requests;
            return this;
        }

        /** Stays in force for so long on the emulator's clock; default: for ever. */
        public Builder durationMillis(Long millis) {
            durationMillis = millis;
            return this;
        }

        /** Meets only bodies that hold this text as it stands in the JSON. */
        public Builder word(String text) {
            word = text;
            return this;
        }

        /** Meets only requests with an event of this user. */
        public Builder userId(String id) {
            userId = id;
            return this;
        }

        /** Meets only requests with an event of this device. */
        public Builder deviceId(String id) {
            deviceId = id;
            return this;
        }

        /** Answers this status, 200 to 599. */
        public Builder status(Integer code) {
            status = code;
            return this;
        }

        /** Answers this body; default: a JSON body that fits the status. */
        public Builder body(String text) {
            body = text;
            return this;
        }

        /** Type of the body; default {@code application/json}. */
        public Builder contentType(String type) {
            contentType = type;
            return this;
        }

        /** Answers this page as {@code text/html}. */
        public Builder html(String page) {
            return body(page).contentType("text/html");
        }

        /** Adds a header to the answer. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Adds headers to the answer. */
        public Builder headers(Map<String, String> more) {
            headers.putAll(more);
            return this;
        }

        /** Whether the body is the 429 that names the matched user or device; default false. */
        public Builder throttling(boolean throttle) {
            throttling = throttle;
            return this;
        }

        /** Whether the request is judged, and ingested if sound, before the fault answers; default false. */
        public Builder committing(boolean commit) {
            committing = commit;
            return this;
        }

        /** Whether the connection is closed instead of answering; default false. */
        public Builder dropping(boolean drop) {
            dropping = drop;
            return this;
        }

        /** Holds the answer back for so long; default 0. */
        public Builder delayMillis(long millis) {
            delayMillis = millis;
            return this;
        }

        /** Waits so long before each byte of the body; default 0. */
        public Builder trickleMillis(long millis) {
            trickleMillis = millis;
            return this;
        }

        /** Closes the connection after so many bytes of the body; default: never. */
        public Builder truncateAt(Integer bytes) {
            truncateAt = bytes;
            return this;
        }

        /** Makes the fault; throws {@link IllegalArgumentException} if a number makes no sense. */
        public Fault build() {
            require(status == null || (status >= 200 && status <= 599), "status must be 200 to 599, was " + status);
            require(skip >= 0, "skip must not be negative, was " + skip);
            require(times == null || times > 0, "times must be positive, was " + times);
            require(delayMillis >= 0, "delay_millis must not be negative, was " + delayMillis);
            require(trickleMillis >= 0, "trickle_millis must not be negative, was " + trickleMillis);
            require(truncateAt == null || truncateAt >= 0, "truncate_at must not be negative, was " + truncateAt);
            headers.forEach((name, value) -> require(
                    name.matches("[A-Za-z0-9-]+") && value.chars().allMatch(c -> c >= ' ' && c < 127),
                    "the header " + name + " cannot be sent: " + value));
            require(!throttling || userId != null || deviceId != null, "throttling needs a user_id or a device_id");
            return new Fault(
                    new FaultMatch(path, skip, times, durationMillis, word, userId, deviceId),
                    new FaultEffect(
                            throttling ? Integer.valueOf(429) : status,
                            body,
                            contentType,
                            headers,
                            throttling,
                            committing,
                            dropping,
                            delayMillis,
                            trickleMillis,
                            truncateAt));
        }

        private static void require(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}

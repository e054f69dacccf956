// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static dev.amplitude4j.emulator.Wire.body;
import static dev.amplitude4j.emulator.Wire.event;
import static dev.amplitude4j.emulator.Wire.events;
import static dev.amplitude4j.emulator.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Limits that depend on what was sent before: rates, quotas, silenced devices, the store's room. */
class RateLimitsIT {

    private static final String TOO_MANY = "{\"code\":429,\"error\":\"Too many requests for some devices and users\",";

    private final TestClock clock = new TestClock();

    @Test
    void httpV2_allows900EventsOfAUserIn30Seconds() throws Exception {
        try (Emulator emulator = Emulator.builder().clock(clock).start()) {
            assertThat(post(emulator, "/2/httpapi", body(events("user-1", "a", 900)))
                            .statusCode())
                    .isEqualTo(200);
            clock.advance(Duration.ofMillis(29_999));
            HttpResponse<String> tooSoon = post(
                    emulator, "/2/httpapi", body(event("user-2", "b"), event("user-1", "c"), event("user-1", "d")));
            assertThat(tooSoon.statusCode()).isEqualTo(429);
            assertThat(tooSoon.body())
                    .isEqualTo(TOO_MANY + "\"eps_threshold\":30,\"throttled_devices\":{},"
                            + "\"throttled_users\":{\"user-1\":31},\"throttled_events\":[1,2]}");
            assertThat(emulator.counts().events()).isEqualTo(900);
            assertThat(emulator.rejected().get(0).reason()).contains("user-1: 31 events/s of a user, more than 30");
            clock.advance(Duration.ofMillis(1));
            assertThat(post(emulator, "/2/httpapi", body(event("user-1", "c"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void window_slidesWithEachEvent() throws Exception {
        try (Emulator emulator = Emulator.builder()
                .clock(clock)
                .httpV2(r -> r.withEventsPerSecond(1))
                .start()) {
            for (int second = 0; second < 30; second++) {
                assertThat(post(emulator, "/2/httpapi", body(event("user-1", "s" + second)))
                                .statusCode())
                        .isEqualTo(200);
                clock.advance(Duration.ofSeconds(1));
            }
            assertThat(post(emulator, "/2/httpapi", body(events("user-1", "x", 2)))
                            .statusCode())
                    .isEqualTo(429);
            assertThat(post(emulator, "/2/httpapi", body(events("user-1", "x", 1)))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void device_isThrottledLikeAUser_andRefusedRequestsDoNotCount() throws Exception {
        String device = "{\"event_type\":\"x\",\"device_id\":\"device-1\"}";
        try (Emulator emulator = Emulator.builder()
                .clock(clock)
                .httpV2(r -> r.withEventsPerSecond(1))
                .start()) {
            String[] tooMany = Stream.generate(() -> device).limit(31).toArray(String[]::new);
            for (int i = 0; i < 3; i++) {
                assertThat(post(emulator, "/2/httpapi", body(tooMany)).body())
                        .startsWith(TOO_MANY + "\"eps_threshold\":1,\"throttled_devices\":{\"device-1\":2},"
                                + "\"throttled_users\":{},\"throttled_events\":[0,1,2,");
            }
            String[] just = Stream.generate(() -> device).limit(30).toArray(String[]::new);
            assertThat(post(emulator, "/2/httpapi", body(just)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void batch_hasItsOwnThresholdAndWindow() throws Exception {
        try (Emulator emulator = Emulator.builder().clock(clock).start()) {
            assertThat(post(emulator, "/2/httpapi", body(events("user-1", "a", 900)))
                            .statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < 15; i++) {
                assertThat(post(emulator, "/batch", body(events("user-1", "b" + i + "-", 2_000)))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(post(emulator, "/batch", body(event("user-1", "c"))).body())
                    .isEqualTo(TOO_MANY + "\"eps_threshold\":1000,\"throttled_devices\":{},"
                            + "\"throttled_users\":{\"user-1\":1001},\"exceeded_daily_quota_devices\":{},"
                            + "\"exceeded_daily_quota_users\":{},\"throttled_events\":[0]}");
        }
    }

    @Test
    void projects_haveSeparateRates() throws Exception {
        String other = "f".repeat(32);
        try (Emulator emulator = Emulator.builder().clock(clock).start()) {
            assertThat(post(emulator, "/2/httpapi", body(events("user-1", "a", 900)))
                            .statusCode())
                    .isEqualTo(200);
            String sameUser = body(event("user-1", "b")).replace(Wire.KEY, other);
            assertThat(post(emulator, "/2/httpapi", sameUser).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void dailyQuota_namesTheIdentityAndRollsByTheHour() throws Exception {
        try (Emulator emulator =
                Emulator.builder().clock(clock).batch(r -> r.withDailyQuota(10)).start()) {
            assertThat(post(emulator, "/batch", body(events("user-1", "a", 4))).statusCode())
                    .isEqualTo(200);
            clock.advance(Duration.ofHours(3));
            assertThat(post(emulator, "/batch", body(events("user-1", "b", 6))).statusCode())
                    .isEqualTo(200);
            assertThat(post(emulator, "/batch", body(event("user-2", "c"), event("user-1", "d")))
                            .body())
                    .isEqualTo(TOO_MANY + "\"eps_threshold\":1000,\"throttled_devices\":{},\"throttled_users\":{},"
                            + "\"exceeded_daily_quota_devices\":{},\"exceeded_daily_quota_users\":{\"user-1\":11},"
                            + "\"throttled_events\":[1]}");
            clock.advance(Duration.ofHours(21));
            assertThat(post(emulator, "/batch", body(events("user-1", "e", 5))).statusCode())
                    .isEqualTo(429);
            assertThat(post(emulator, "/batch", body(events("user-1", "e", 4))).statusCode())
                    .isEqualTo(200);
            clock.advance(Duration.ofDays(3));
            assertThat(post(emulator, "/batch", body(events("user-1", "f", 10))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void project_isThrottledWithoutNamingAnyone() throws Exception {
        try (Emulator emulator = Emulator.builder()
                .clock(clock)
                .httpV2(r -> r.withProjectEventsPerSecond(1))
                .start()) {
            for (int user = 0; user < 30; user++) {
                assertThat(post(emulator, "/2/httpapi", body(event("user-" + user, "a")))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(post(emulator, "/2/httpapi", body(event("user-31", "a"))).body())
                    .isEqualTo(TOO_MANY + "\"eps_threshold\":30}");
            clock.advance(Duration.ofSeconds(30));
            assertThat(post(emulator, "/2/httpapi", body(event("user-31", "a"))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void withoutRateLimits_nothingIsThrottled() throws Exception {
        try (Emulator emulator = Emulator.builder().withoutRateLimits().start()) {
            assertThat(post(emulator, "/2/httpapi", body(events("user-1", "a", 2_000)))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void silencedDevice_isNamedBesideThoseThrottled() throws Exception {
        String silenced = "{\"event_type\":\"x\",\"device_id\":\"silent-1\"}";
        String hot = "{\"event_type\":\"x\",\"device_id\":\"hot-device\"}";
        String[] sent = Stream.concat(
                        Stream.of(silenced, event("user-1", "a"), silenced),
                        Stream.generate(() -> hot).limit(31))
                .toArray(String[]::new);
        try (Emulator emulator = Emulator.builder()
                .clock(clock)
                .silence("silent-1")
                .httpV2(r -> r.withEventsPerSecond(1))
                .start()) {
            HttpResponse<String> answer = post(emulator, "/2/httpapi", body(sent));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .startsWith("{\"code\":400,\"error\":\"Events silenced for device_id\",\"eps_threshold\":1,"
                            + "\"silenced_devices\":[\"silent-1\"],\"silenced_events\":[0,2],"
                            + "\"throttled_devices\":{\"hot-device\":2},\"throttled_events\":[3,4,5,")
                    .endsWith("33],\"exceeded_daily_quota_devices\":{}}");
            assertThat(post(emulator, "/2/httpapi", body(hot)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void fullStore_refusesTheWholeRequest() throws Exception {
        try (Emulator emulator = Emulator.builder().maxStoredEvents(3).start()) {
            post(emulator, "/batch", body(events("user-1", "a", 2)));
            HttpResponse<String> answer = post(emulator, "/batch", body(events("user-1", "b", 2)));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("{\"code\":503,\"error\":\"The emulator's event store is full\"}");
            assertThat(emulator.received()).hasSize(2);
            assertThat(emulator.rejected().get(0).reason()).contains("holds 2 of 3 events");
            emulator.reset();
            assertThat(post(emulator, "/batch", body(events("user-1", "b", 2))).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void fullMemory_refusesTheWholeRequest() throws Exception {
        try (Emulator emulator = Emulator.builder().maxStoredBytes(2_000).start()) {
            assertThat(post(emulator, "/batch", body(events("user-1", "a", 2))).statusCode())
                    .isEqualTo(200);
            assertThat(post(emulator, "/batch", body(events("user-1", "b", 2))).statusCode())
                    .isEqualTo(503);
            assertThat(emulator.received()).hasSize(2);
        }
    }
}
